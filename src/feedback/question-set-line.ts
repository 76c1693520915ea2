import type { StoredRating } from './feedback-store.js';

/** A span as question sets write it: `start` and `end` in Unicode code points. */
interface SetSpan {
  readonly doc: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A rated answer as a line of a question set, which `citewell eval` reads; it ignores what it does not know. */
export interface QuestionSetLine {
  readonly _id: string;
  readonly text: string;
  /** Known where somebody said that the answer, or the refusal, was right. */
  readonly answerable?: boolean;
  /** The quotes of a helpful answer. */
  readonly spans?: readonly SetSpan[];
  readonly rating: 'helpful' | 'unhelpful';
  readonly outcome: 'answered' | 'not_found';
  /** The quotes of an unhelpful answer. */
  readonly rejected?: readonly SetSpan[];
  readonly comment?: string;
  readonly ratedAt: string;
}

/**
 * @param textOf the text of a document, undefined where it is gone
 * @returns undefined where the question was not kept, or no quote of a helpful answer is in the documents any longer
 */
export async function questionSetLine(
  rating: StoredRating,
  textOf: (document: string) => Promise<string | undefined>,
): Promise<QuestionSetLine | undefined> {
  const { answerId, question, helpful, outcome, comment, ratedAt } = rating;
  if (question === undefined) return undefined;
  const spans = await spansOf(rating, textOf);
  if (helpful && outcome === 'answered' && spans.length === 0) return undefined;
  return {
    _id: answerId,
    text: question,
    ...(helpful && { answerable: outcome === 'answered' }),
    ...(helpful && spans.length > 0 && { spans }),
    rating: helpful ? 'helpful' : 'unhelpful',
    outcome,
    ...(!helpful && spans.length > 0 && { rejected: spans }),
    ...(comment !== undefined && { comment }),
    ratedAt,
  };
}

/** A quote that stands elsewhere since its document changed is taken from there. */
async function spansOf(
  { quotes }: StoredRating,
  textOf: (document: string) => Promise<string | undefined>,
): Promise<SetSpan[]> {
  const spans: SetSpan[] = [];
  for (const { document, start, quote } of quotes) {
    const text = await textOf(document);
    if (text === undefined) continue;
    const found = text.startsWith(quote, start) ? start : text.indexOf(quote);
    if (found < 0) continue;
    const first = codePoints(text.slice(0, found));
    spans.push({ doc: document, start: first, end: first + codePoints(quote), text: quote });
  }
  return spans;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _character of text) count++;
  return count;
}
