import type { Span } from '../documents/document.js';

/** Span logits of one window: the model's outputs, one a token of the input, and where the passage stands. */
export interface SpanLogits {
  /** Start logit a position; position 0 ([CLS]) stands for "no answer". */
  readonly start: Float32Array;
  readonly end: Float32Array;
  /** Position of the passage's first token in this window. */
  readonly passageStart: number;
  /** How many passage tokens follow it, at least 1. */
  readonly passageTokens: number;
}

export interface BestSpan {
  /** First and last token, counted from the window's first passage token, both included. */
  readonly first: number;
  readonly last: number;
  /** Start + end logit of the span less those of "no answer": above 0 the model prefers the span. */
  readonly margin: number;
}

/**
 * The span of at most `maxTokens` passage tokens with the highest sum of start and end logit, the first of
 * equals (the reading rule of SQuAD 2.0; Devlin et al. 2018, section 4.3).
 */
export function bestSpan(logits: SpanLogits, maxTokens: number): BestSpan {
  const { passageStart, passageTokens } = logits;
  let best = { first: 0, last: 0, sum: Number.NEGATIVE_INFINITY };
  for (let first = 0; first < passageTokens; first += 1) {
    const startLogit = at(logits.start, passageStart + first);
    const beyond = Math.min(passageTokens, first + maxTokens);
    for (let last = first; last < beyond; last += 1) {
      const sum = startLogit + at(logits.end, passageStart + last);
      if (sum > best.sum) best = { first, last, sum };
    }
  }
  return {
    first: best.first,
    last: best.last,
    margin: best.sum - (at(logits.start, 0) + at(logits.end, 0)),
  };
}

/**
 * How much of the answer's probability falls inside each sentence: mean of the start and the end probability
 * of the tokens that begin in it. Probabilities are a softmax over "no answer" and the window's passage
 * tokens, so the sentences' sum is at most 1, and near 0 where the model sees no answer.
 *
 * @param tokens spans of the window's passage tokens, `logits.passageTokens` of them, in order
 * @param sentences spans in the same text
 */
export function sentenceProbabilities(
  logits: SpanLogits,
  tokens: readonly Span[],
  sentences: readonly Span[],
): number[] {
  const starts = probabilities(logits.start, logits);
  const ends = probabilities(logits.end, logits);
  return sentences.map((sentence) => {
    let mass = 0;
    tokens.forEach((token, position) => {
      if (token.start >= sentence.start && token.start < sentence.end) {
        mass += at(starts, position) + at(ends, position);
      }
    });
    // Rounding may carry a sum of probabilities past 1 by some 1e-16.
    return Math.min(1, mass / 2);
  });
}

/** Softmax over position 0 and the passage's positions, less its first element: one value a passage token. */
function probabilities(values: Float32Array, { passageStart, passageTokens }: SpanLogits): Float64Array {
  const noAnswer = at(values, 0);
  let highest = noAnswer;
  for (let token = 0; token < passageTokens; token += 1) {
    highest = Math.max(highest, at(values, passageStart + token));
  }
  const weights = new Float64Array(passageTokens);
  let total = Math.exp(noAnswer - highest);
  for (let token = 0; token < passageTokens; token += 1) {
    const weight = Math.exp(at(values, passageStart + token) - highest);
    weights[token] = weight;
    total += weight;
  }
  return weights.map((weight) => weight / total);
}

function at(values: ArrayLike<number>, position: number): number {
  const value = values[position];
  if (value === undefined) throw new RangeError(`There is no position ${position} among ${values.length}.`);
  return value;
}
