import type { Answer, Citation } from './answer.js';

/** What is done for a question, in this order; a stage may be left out or come again. */
export type AnswerStage = 'searching' | 'reading' | 'writing';

/** What a question tells on its way: any number of these, and one `answer`, which is the last. */
export type AnswerEvent =
  | { readonly type: 'status'; readonly stage: AnswerStage }
  | { readonly type: 'citation'; readonly citation: Citation }
  /** The next piece of the answer's text: all of them together are the text. */
  | { readonly type: 'delta'; readonly text: string }
  | { readonly type: 'answer'; readonly answer: Answer };

/** Up to and with a marker or a line's end: what a reader takes in at once. */
const PIECE = /.+?(?:\[\d+\]\s*|\n+|$)/gsu;

/** What an answer that is there as a whole tells: its citations, its text in pieces, itself. */
export function eventsOf(answer: Answer): AnswerEvent[] {
  const pieces = answer.text.match(PIECE) ?? [];
  return [
    ...answer.citations.map((citation): AnswerEvent => ({ type: 'citation', citation })),
    ...pieces.map((text): AnswerEvent => ({ type: 'delta', text })),
    { type: 'answer', answer },
  ];
}
