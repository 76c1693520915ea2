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

/** Passage tokens in a row, counted from the window's first, both included. */
interface TokenRun {
  readonly first: number;
  readonly last: number;
}

/**
 * The span of at most `maxTokens` passage tokens with the highest sum of start and end logit, the first of
 * equals (the reading rule of SQuAD 2.0; Devlin et al. 2018, section 4.3).
 *
 * @param run where the span must lie; the whole window by default
 */
export function bestSpan(
  logits: SpanLogits,
  maxTokens: number,
  run: TokenRun = { first: 0, last: logits.passageTokens - 1 },
): BestSpan {
  const { passageStart } = logits;
  let best = { first: run.first, last: run.first, sum: Number.NEGATIVE_INFINITY };
  for (let first = run.first; first <= run.last; first += 1) {
    const startLogit = at(logits.start, passageStart + first);
    const beyond = Math.min(run.last + 1, first + maxTokens);
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
 * The best spans that lie within one sentence each, best first: at most `count` a sentence, none of which overlaps
 * another, so that each is another answer and not the same one cut otherwise.
 *
 * @param tokens spans of the window's passage tokens, `logits.passageTokens` of them, in order
 * @param sentences spans in the same text
 */
export function sentenceSpans(
  logits: SpanLogits,
  tokens: readonly Span[],
  sentences: readonly Span[],
  { maxTokens, count }: { readonly maxTokens: number; readonly count: number },
): BestSpan[][] {
  return sentences.map((sentence) => {
    const first = tokens.findIndex(({ start }) => start >= sentence.start);
    const last = tokens.findLastIndex(({ start }) => start < sentence.end);
    const spans: BestSpan[] = [];
    let free = [{ first, last }].filter((run) => first >= 0 && run.first <= run.last);
    while (spans.length < count && free.length > 0) {
      const best = free
        .map((run) => bestSpan(logits, maxTokens, run))
        .reduce((one, other) => (other.margin > one.margin ? other : one));
      spans.push(best);
      free = free.flatMap((run) => withoutSpan(run, best));
    }
    return spans;
  });
}

/** What is left of a run of tokens beside a span: up to two runs. */
function withoutSpan(run: TokenRun, span: TokenRun): TokenRun[] {
  const before = { first: run.first, last: Math.min(run.last, span.first - 1) };
  const after = { first: Math.max(run.first, span.last + 1), last: run.last };
  if (before.last === run.last) return [run];
  return [before, after].filter(({ first, last }) => first <= last);
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
