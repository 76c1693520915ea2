import type { ChosenExcerpt } from './choose-excerpts.js';
import { METHOD } from './method.js';

/**
 * The best excerpt, and of the others those that stand near it and hold words that may answer: where the reader has read,
 * what it marks nothing in only pads a list (of 141 such citations on XQuAD one held an answer that no earlier one did).
 *
 * @param excerpts best first
 * @param isRead whether the reader has read for this question
 */
export function citableExcerpts<Excerpt extends Pick<ChosenExcerpt, 'score' | 'highlights'>>(
  excerpts: readonly Excerpt[],
  isRead: boolean,
): Excerpt[] {
  const [first, ...others] = excerpts;
  if (first === undefined) return [];
  const least = first.score - METHOD.furtherWithin;
  return [
    first,
    ...others.filter(({ score, highlights }) => score >= least && (!isRead || highlights.length > 0)),
  ];
}
