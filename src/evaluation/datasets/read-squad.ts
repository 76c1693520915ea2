import { basename } from 'node:path';
import { z } from 'zod';
import { normaliseText } from '../../documents/normalise-text.js';
import { locateSpan } from '../locate-span.js';
import type {
  AnnotatedSpan,
  CorpusDocument,
  EvaluationQuestion,
  EvaluationSet,
  Paragraph,
} from '../question-set.js';
import { datasetError, parseDatasetJson, readDatasetFile } from './json-lines.js';

const squadAnswer = z.object({ text: z.string(), answer_start: z.int().nonnegative() });

const squadQuestion = z.object({
  id: z.string().min(1),
  question: z.string().trim().min(1),
  answers: z.array(squadAnswer).default([]),
  is_impossible: z.boolean().default(false),
});

/** The common form of SQuAD 1.1 and 2.0 (`is_impossible`). */
const squadFile = z.object({
  data: z
    .array(
      z.object({
        title: z.string().default(''),
        paragraphs: z.array(z.object({ context: z.string().min(1), qas: z.array(squadQuestion) })),
      }),
    )
    .min(1),
});

type SquadQuestion = z.infer<typeof squadQuestion>;

const paragraphSeparator = '\n\n';

/**
 * Reads a SQuAD 1.1 or 2.0 file. Each article becomes one document (its paragraphs separated by blank lines), so
 * that finding the paragraph is part of the task; retrieval is counted in paragraphs, and the paragraph that a
 * question was written for is the relevant one. Questions marked `is_impossible` are unanswerable.
 *
 * @throws CitewellError `invalid_dataset` with the file and what is wrong with it.
 */
export async function readSquad(file: string): Promise<EvaluationSet> {
  const { data } = parseDatasetJson(await readDatasetFile(file), squadFile, file);
  const corpus: CorpusDocument[] = [];
  const paragraphs = new Map<string, Paragraph[]>();
  const questions = new Map<string, EvaluationQuestion>();
  for (const [position, article] of data.entries()) {
    const title = article.title.replaceAll('_', ' ').trim();
    const id = uniqueId(article.title.trim() || `article-${position + 1}`, paragraphs);
    const ofArticle: Paragraph[] = [];
    let codePoints = 0;
    for (const { context, qas } of article.paragraphs) {
      const text = normaliseText(context).trim();
      const start = codePoints;
      const end = start + [...text].length;
      const paragraph = { id: `${id}#${ofArticle.length + 1}`, documentId: id, start, end, text };
      ofArticle.push(paragraph);
      codePoints = end + paragraphSeparator.length;
      for (const question of qas) {
        if (questions.has(question.id)) {
          throw datasetError(file, undefined, `the question id "${question.id}" is used twice`);
        }
        questions.set(question.id, questionInParagraph(question, paragraph, file));
      }
    }
    paragraphs.set(id, ofArticle);
    corpus.push({ id, title, text: ofArticle.map(({ text }) => text).join(paragraphSeparator) });
  }
  return {
    name: basename(file).replace(/\.json$/, ''),
    form: 'squad',
    corpus,
    unit: 'paragraph',
    paragraphs,
    questions: [...questions.values()],
  };
}

function uniqueId(title: string, taken: ReadonlyMap<string, unknown>): string {
  let id = title;
  for (let number = 2; taken.has(id); number += 1) id = `${title} (${number})`;
  return id;
}

function questionInParagraph(
  question: SquadQuestion,
  paragraph: Paragraph,
  file: string,
): EvaluationQuestion {
  const answerable = !question.is_impossible;
  const answers = answerable ? question.answers.filter(({ text }) => text.trim() !== '') : [];
  const spans = answers.map(({ text, answer_start: start }): AnnotatedSpan => {
    const span = locateSpan(paragraph.text, { start, text });
    if (span === undefined) {
      throw datasetError(file, undefined, `an answer of question "${question.id}" is not in its paragraph`);
    }
    const found = paragraph.text.slice(span.start, span.end);
    const before = [...paragraph.text.slice(0, span.start)].length;
    const first = paragraph.start + before;
    return {
      documentId: paragraph.documentId,
      start: first,
      end: first + [...found].length,
      text: found,
    };
  });
  return {
    id: question.id,
    text: question.question,
    history: [],
    answers: [...new Set(answers.map(({ text }) => text))],
    answerable,
    spans: spans.filter(
      (span, index) =>
        spans.findIndex((other) => other.start === span.start && other.end === span.end) === index,
    ),
    relevant: answerable ? new Map([[paragraph.id, 1]]) : new Map(),
  };
}
