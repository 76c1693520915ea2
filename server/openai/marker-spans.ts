import type { Answer } from '../answer-desk.js';

/** Where an answer's text has the marker of a citation. */
export interface MarkerSpan {
  readonly citation: Answer['citations'][number];
  /** In UTF-16 code units of the text. */
  readonly start: number;
  readonly end: number;
}

const MARKER = /\[(\d+)\]/g;

/** The markers of an answer's text. What looks like one inside a quoted text is the document's. */
export function markerSpans({ text, citations }: Pick<Answer, 'text' | 'citations'>): MarkerSpan[] {
  const quotes = citations.flatMap(({ quote }) => {
    const start = quote === '' ? -1 : text.indexOf(quote);
    return start < 0 ? [] : [{ start, end: start + quote.length }];
  });
  return [...text.matchAll(MARKER)].flatMap((match) => {
    const start = match.index;
    const citation = citations.find(({ number }) => String(number) === match[1]);
    const quoted = quotes.some((quote) => start >= quote.start && start < quote.end);
    return citation && !quoted ? [{ citation, start, end: start + match[0].length }] : [];
  });
}
