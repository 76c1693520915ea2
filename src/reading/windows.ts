import type { BestSpan } from './best-span.js';

/** A run of passage tokens that the model reads at once: positions `[start, end)` in the passage's tokens. */
export interface TokenWindow {
  readonly start: number;
  readonly end: number;
}

/** What one window says; a passage longer than a window has several. */
export interface WindowReading {
  /** The answer head's logit. */
  readonly answerLogit: number;
  /** Best span's start + end logit less that of "no answer", in this window. */
  readonly spanMargin: number;
  /** Per sentence, 0..1. */
  readonly sentenceProbabilities: readonly number[];
  /** Per sentence, best first; tokens are positions in the passage's tokens. */
  readonly sentenceSpans: readonly (readonly BestSpan[])[];
}

/**
 * Windows of `room` tokens, each beginning `stride` tokens after the one before, until one reaches the end.
 * Empty for a passage without tokens.
 *
 * @param tokens passage tokens in all
 * @param room passage tokens that fit beside the question, at least `stride`
 */
export function passageWindows(tokens: number, room: number, stride: number): TokenWindow[] {
  const windows: TokenWindow[] = [];
  for (let start = 0; start < tokens; start += stride) {
    const end = Math.min(tokens, start + room);
    windows.push({ start, end });
    if (end === tokens) break;
  }
  return windows;
}

/**
 * One reading of the passage: the highest of each figure, and of each sentence the answers of the window that sees the
 * best one in it. A window that does not hold the answer says nothing against the passage.
 *
 * @returns undefined for no windows
 */
export function mergeWindows(windows: readonly WindowReading[]): WindowReading | undefined {
  const [first, ...rest] = windows;
  if (first === undefined) return undefined;
  return rest.reduce(
    (merged, window) => ({
      answerLogit: Math.max(merged.answerLogit, window.answerLogit),
      spanMargin: Math.max(merged.spanMargin, window.spanMargin),
      sentenceProbabilities: merged.sentenceProbabilities.map((probability, sentence) =>
        Math.max(probability, window.sentenceProbabilities[sentence] ?? 0),
      ),
      sentenceSpans: merged.sentenceSpans.map((spans, sentence) =>
        betterSpans(spans, window.sentenceSpans[sentence] ?? []),
      ),
    }),
    first,
  );
}

/** Of two windows the spans of the one that sees the better answer in the sentence, which it may hold in part only. */
function betterSpans(one: readonly BestSpan[], other: readonly BestSpan[]): readonly BestSpan[] {
  const best = ([span]: readonly BestSpan[]) => span?.margin ?? Number.NEGATIVE_INFINITY;
  return best(other) > best(one) ? other : one;
}
