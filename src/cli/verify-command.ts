import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { answerText } from '../answering/compose-text.js';
import { readStore } from '../engine/stores.js';
import { CitewellError } from '../errors.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { EXIT, type ExitCode } from './exit-codes.js';

const spanSchema = z.object({ start: z.int(), end: z.int() });
const documentSchema = z.object({ id: z.string(), sha256: z.string() });
const citationSchema = spanSchema.extend({
  number: z.int(),
  quote: z.string(),
  highlights: z.array(spanSchema),
  passage: spanSchema.extend({ text: z.string() }),
  document: documentSchema,
  alsoIn: z.array(documentSchema).optional(),
});
const answerSchema = z.object({
  question: z.string(),
  outcome: z.enum(['answered', 'not_found']),
  composer: z.string(),
  text: z.string(),
  citations: z.array(citationSchema),
  related: z.array(citationSchema),
});

type SavedAnswer = z.infer<typeof answerSchema>;
type SavedCitation = z.infer<typeof citationSchema>;

/** A quote that does not stand where its answer says it does. */
interface Mismatch {
  readonly question: string;
  readonly number: number;
  readonly document: string;
  readonly problem: string;
}

/**
 * `citewell verify FILE`: checks saved answers against the documents in the index: every quote, its passage, the
 * marked words, and that an extractive answer says nothing but its quotes.
 */
export async function verifyCommand(
  settings: CitewellSettings,
  file: string,
  json: boolean,
): Promise<ExitCode> {
  const answers = await readAnswers(file);
  return readStore(settings, async ({ catalogue }) => {
    const texts = new Map<string, Promise<{ text: string; sha256: string } | undefined>>();
    const documentOf = (id: string) => {
      const known = texts.get(id) ?? catalogue.document(id);
      texts.set(id, known);
      return known;
    };
    const mismatches: Mismatch[] = [];
    let quotes = 0;
    for (const answer of answers) {
      const { question, citations, related } = answer;
      if (saysMoreThanItsQuotes(answer)) {
        const problem = 'the text of the answer is not that of its quotes';
        mismatches.push({ question, number: 0, document: '', problem });
      }
      for (const citation of [...citations, ...related]) {
        quotes++;
        for (const document of [citation.document, ...(citation.alsoIn ?? [])]) {
          const problem = problemWith({ ...citation, document }, await documentOf(document.id));
          if (problem) mismatches.push({ question, number: citation.number, document: document.id, problem });
        }
      }
    }
    if (json) process.stdout.write(`${JSON.stringify({ answers: answers.length, quotes, mismatches })}\n`);
    else process.stdout.write(presentResult(answers.length, quotes, mismatches));
    return mismatches.length > 0 ? EXIT.failure : EXIT.ok;
  });
}

function saysMoreThanItsQuotes({ outcome, composer, text, citations }: SavedAnswer): boolean {
  return outcome === 'answered' && composer === 'extractive' && text !== answerText(citations);
}

function problemWith(
  { quote, start, end, highlights, passage, document }: SavedCitation,
  stored: { text: string; sha256: string } | undefined,
): string | undefined {
  if (!stored) return 'the document is not in the index';
  const standsThere = stored.text.slice(start, end) === quote;
  if (standsThere && stored.text.slice(passage.start, passage.end) !== passage.text) {
    return 'the passage does not stand at its place in the document';
  }
  if (
    standsThere &&
    highlights.some((mark) => mark.start < start || mark.end > end || mark.start >= mark.end)
  ) {
    return 'the marked words lie outside the quote';
  }
  if (standsThere) return undefined;
  return stored.sha256 === document.sha256
    ? 'the quote does not stand at its place in the document'
    : 'the document has changed since, and the quote no longer stands at its place';
}

/** One answer a line, as `ask --batch --json` writes them, or one JSON value: an answer or an array of them. */
async function readAnswers(file: string): Promise<SavedAnswer[]> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (cause) {
    throw new CitewellError('unreadable_file', `${file} cannot be read.`, { file }, { cause });
  }
  const whole = parse(content);
  if (whole !== undefined) return validate(Array.isArray(whole) ? whole : [whole], file);
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map((line, position) => {
    const value = parse(line);
    if (value === undefined) {
      throw new CitewellError('invalid_dataset', `${file}, line ${position + 1}: it is not JSON.`, { file });
    }
    return value;
  });
  return validate(values, file);
}

function validate(values: readonly unknown[], file: string): SavedAnswer[] {
  // Lines of questions that could not be asked carry an error and no answer.
  const answers = values.filter((value) => !z.object({ error: z.object({}) }).safeParse(value).success);
  if (answers.length === 0) {
    throw new CitewellError('invalid_dataset', `${file} holds no answers to verify.`, { file });
  }
  const parsed = z.array(answerSchema).safeParse(answers);
  if (parsed.success) return parsed.data;
  const message = `${file} does not hold answers as "citewell ask --json" writes them: ${z.prettifyError(parsed.error)}`;
  throw new CitewellError('invalid_dataset', message, { file });
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function presentResult(answers: number, quotes: number, mismatches: readonly Mismatch[]): string {
  const lines = mismatches.map(({ question, number, document, problem }) =>
    number > 0 ? `✗ ${question} [${number}] ${document}: ${problem}` : `✗ ${question}: ${problem}`,
  );
  const verdict = mismatches.length === 0 ? 'all verbatim' : `${mismatches.length} not verbatim`;
  return `${[...lines, `${answers} answers, ${quotes} quotes checked: ${verdict}.`].join('\n')}\n`;
}
