import type { Span } from '../documents/document.js';
import type { Sentence } from '../passages/passage.js';
import { contentTerms, type Term } from '../passages/terms.js';
import type { Reading } from '../reading/reader.js';
import type { RankedPassage } from '../retrieval/retriever.js';
import { askedValue } from './asked-value.js';
import type { PassageRecord } from './passage-records.js';
import { recordFields } from './record-fields.js';

/** In words; more is a description. */
const LONGEST_VALUE = 6;

/** Words that may answer, as a span of the document. */
export interface CandidateAnswer extends Span {
  readonly text: string;
  /** The reader's, see `AnswerSpan`; 0 of a value that the question names the column of. */
  readonly margin: number;
}

/**
 * The answers within a sentence, best first: the reader's, but for a row of which the question names a column, since
 * among cells the reader takes any of the right kind. Where it names several alike, there are none; where it names
 * none, what the reader takes lies within one cell.
 *
 * @param spans the reader's
 * @param question its words of content
 */
export function answersIn(
  { passage, text }: RankedPassage,
  { start, end, kind }: Sentence,
  spans: Reading['sentenceSpans'][number],
  question: readonly Term[],
  record?: PassageRecord,
): CandidateAnswer[] {
  const [from, to] = [start - passage.start, end - passage.start];
  const isRow = kind === 'record';
  const said = text.slice(from, to);
  const asks = record && !record.isLead ? askedValue(said, question) : undefined;
  if (asks === 'unclear' && isRow) return [];
  const value =
    typeof asks === 'object' && (isRow || isShort(said.slice(asks.start, asks.end))) ? asks : undefined;
  const cells = record ? recordFields(said) : [];
  const isInCell = (span: Span) =>
    cells.some((cell) => span.start >= from + cell.start && span.end <= from + cell.end);
  const asked = new Set(question.map(({ stem }) => stem));
  const isAsked = (words: string) => {
    const content = contentTerms(words);
    return content.length > 0 && content.every(({ stem }) => asked.has(stem));
  };
  const found = value
    ? [{ start: from + value.start, end: from + value.end, margin: 0 }]
    : spans.filter((span) => (!record || isInCell(span)) && !isAsked(text.slice(span.start, span.end)));
  return found.map(({ margin, ...span }) => {
    // Spans are whole words, and a sentence that was cut to its length may begin or end within one.
    const within = { start: Math.max(from, span.start), end: Math.min(to, span.end) };
    return {
      start: passage.start + within.start,
      end: passage.start + within.end,
      text: text.slice(within.start, within.end),
      margin,
    };
  });
}

/** The value of an item of a list may be all that is said of its name. */
function isShort(value: string): boolean {
  return value.split(/\s+/u).length <= LONGEST_VALUE;
}
