import type { Answer, Citation, RefusalReason } from '../answering/answer.js';
import type { QuestionAnswerer } from '../citewell-api.js';
import { CitewellError } from '../errors.js';
import { holdsAnswer } from './metrics/answer-match.js';

/** What a matcher found; `message` is called only for a failed assertion. */
export interface MatchResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** A text to check quotes against. */
export interface QuotedDocument {
  readonly id: string;
  readonly text: string;
}

/** Where quotes are checked: in documents at hand, or in those of an answerer. */
export type QuoteSource = readonly QuotedDocument[] | Pick<QuestionAnswerer, 'getDocument'>;

/** Whether a citation's quote holds the text as whole words, up to case, punctuation and English articles. */
export function matchCitation(answer: Answer, text: string): MatchResult {
  const pass = answer.citations.some(({ quote }) => holdsAnswer(quote, [text]));
  return {
    pass,
    message: () =>
      `Expected the answer to "${answer.question}" ${pass ? 'not to cite' : 'to cite'} "${text}".\n${describe(answer)}`,
  };
}

/** Whether the question was refused, and for the reason given if one is. */
export function matchRefusal(answer: Answer, reason?: RefusalReason): MatchResult {
  const pass = answer.outcome === 'not_found' && (reason === undefined || answer.reason === reason);
  const wanted = reason === undefined ? 'refused' : `refused as ${reason}`;
  return {
    pass,
    message: () =>
      `Expected "${answer.question}" ${pass ? 'not to be' : 'to be'} ${wanted}.\n${describe(answer)}`,
  };
}

/** Whether every quote and highlight stands in the passage that the answer itself carries. */
export function matchQuotesInPassages(answer: Answer): MatchResult {
  return matchQuotes(answer, ({ start, end, passage }) =>
    start < passage.start || end > passage.end
      ? undefined
      : passage.text.slice(start - passage.start, end - passage.start),
  );
}

/** Whether every quote stands in the documents, and its document is among them. */
export async function matchQuotesInDocuments(answer: Answer, source: QuoteSource): Promise<MatchResult> {
  const texts = new Map<string, string | undefined>();
  for (const { document } of quoted(answer)) {
    if (!texts.has(document.id)) texts.set(document.id, await textOf(document.id, source));
  }
  return matchQuotes(answer, ({ document, start, end }) => texts.get(document.id)?.slice(start, end));
}

function matchQuotes(answer: Answer, spanText: (citation: Citation) => string | undefined): MatchResult {
  const quotes = quoted(answer);
  const wrong = quotes.filter(
    (citation) => spanText(citation) !== citation.quote || !highlightsInside(citation),
  );
  const pass = quotes.length > 0 && wrong.length === 0;
  const found =
    quotes.length === 0
      ? 'It quotes nothing.'
      : wrong
          .map((citation) => `"${citation.quote}"\n  is not "${spanText(citation) ?? '(no such place)'}"`)
          .join('\n');
  return {
    pass,
    message: () =>
      pass
        ? `Expected a quote of the answer to "${answer.question}" not to be verbatim.`
        : `Expected every quote of the answer to "${answer.question}" to be verbatim.\n${found}`,
  };
}

function quoted(answer: Answer): readonly Citation[] {
  return [...answer.citations, ...answer.related];
}

function highlightsInside({ start, end, highlights }: Citation): boolean {
  return highlights.every((highlight) => start <= highlight.start && highlight.end <= end);
}

async function textOf(documentId: string, source: QuoteSource): Promise<string | undefined> {
  if (!('getDocument' in source)) return source.find(({ id }) => id === documentId)?.text;
  try {
    return (await source.getDocument(documentId)).text;
  } catch (error) {
    if (error instanceof CitewellError && error.code === 'not_found') return undefined;
    throw error;
  }
}

function describe(answer: Answer): string {
  if (answer.outcome === 'not_found') return `It was refused as ${answer.reason ?? 'not_found'}.`;
  return `It cites:\n${answer.citations.map(({ number, quote }) => `  [${number}] ${quote}`).join('\n')}`;
}
