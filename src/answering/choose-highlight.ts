import type { Span } from '../documents/document.js';
import type { SentenceEvidence } from './evidence.js';
import { METHOD } from './method.js';
import { type AnswerKind, isOfKind } from './question-analysis.js';

/**
 * The words of an excerpt that answer, as the reader has it: its best span within the excerpt's sentences, unless that
 * is not of the kind asked for and another that is nearly as good is. None where the reader hardly believes in it, or
 * where a sum or number is asked for and no span holds any.
 *
 * @param sentences of the excerpt
 */
export function highlightsIn(sentences: readonly SentenceEvidence[], kind: AnswerKind): Span[] {
  const { nearly, improbable } = METHOD.highlight;
  const answers = sentences
    .flatMap((sentence) => sentence.answers())
    .filter(({ start, end, margin }) => end > start && margin > improbable)
    .sort((a, b) => b.margin - a.margin);
  const [best] = answers;
  if (best === undefined) return [];
  const ofKind = answers.find(({ text, margin }) => best.margin - margin <= nearly && isOfKind(kind, text));
  const highlight = ofKind ?? (kind === 'quantity' ? undefined : best);
  return highlight === undefined ? [] : [{ start: highlight.start, end: highlight.end }];
}
