import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestSpan, sentenceProbabilities, sentenceSpans } from '../../../src/reading/best-span.js';

/** [CLS] question [SEP] and then the passage: position 0 is "no answer", 1 and 2 are not the passage. */
function logits(start: readonly number[], end: readonly number[], noAnswer = 0) {
  return {
    start: Float32Array.from([noAnswer, 99, 99, ...start, 99]),
    end: Float32Array.from([noAnswer, 99, 99, ...end, 99]),
    passageStart: 3,
    passageTokens: start.length,
  };
}

describe('bestSpan', () => {
  it('takes the highest start and end, never the question or a separator', () => {
    expect(bestSpan(logits([0, 5, 0, 0], [0, 0, 0, 4]), 30)).toEqual({ first: 1, last: 3, margin: 9 });
  });

  it('never ends before it starts', () => {
    expect(bestSpan(logits([0, 0, 5], [4, 0, 0]), 30)).toEqual({ first: 2, last: 2, margin: 5 });
  });

  it('is at most as long as allowed', () => {
    expect(bestSpan(logits([5, 0, 0], [0, 1, 9]), 2)).toEqual({ first: 1, last: 2, margin: 9 });
  });

  it('has a negative margin where "no answer" is likelier', () => {
    expect(bestSpan(logits([1], [1], 3), 30).margin).toBe(-4);
  });
});

const tokens = [
  { start: 0, end: 3 },
  { start: 4, end: 8 },
  { start: 9, end: 12 },
];
const sentences = [
  { start: 0, end: 9 },
  { start: 9, end: 13 },
];

describe('sentenceSpans', () => {
  const within = (start: readonly number[], end: readonly number[], count: number, maxTokens = 30) =>
    sentenceSpans(logits(start, end), tokens, sentences, { maxTokens, count });

  it('stay within their sentence, best first, and overlap nowhere', () => {
    expect(within([1, 5, 9], [2, 6, 9], 3)).toEqual([
      [
        { first: 1, last: 1, margin: 11 },
        { first: 0, last: 0, margin: 3 },
      ],
      [{ first: 2, last: 2, margin: 18 }],
    ]);
    expect(within([5, 0, 0], [0, 5, 9], 3)[0]).toEqual([{ first: 0, last: 1, margin: 10 }]);
  });

  it('are as many and as long as allowed, and none where a sentence has no tokens', () => {
    expect(within([1, 5, 9], [2, 6, 9], 1)[0]).toHaveLength(1);
    expect(within([5, 0, 0], [0, 5, 0], 3, 1)[0]?.every(({ first, last }) => first === last)).toBe(true);
    expect(
      sentenceSpans(logits([0], [0]), tokens.slice(0, 1), sentences, { maxTokens: 3, count: 2 })[1],
    ).toEqual([]);
  });
});

describe('sentenceProbabilities', () => {
  it('gives nearly all to the sentence that holds the answer', () => {
    const [first, second] = sentenceProbabilities(logits([0, 0, 20], [0, 0, 20]), tokens, sentences);
    expect(first).toBeLessThan(0.001);
    expect(second).toBeGreaterThan(0.999);
  });

  it('gives equal tokens equal shares, "no answer" one of them', () => {
    const [first, second] = sentenceProbabilities(logits([0, 0, 0], [0, 0, 0]), tokens, sentences);
    expect(first).toBeCloseTo(2 / 4, 12);
    expect(second).toBeCloseTo(1 / 4, 12);
  });

  it('gives nearly nothing to any sentence where there is no answer', () => {
    for (const probability of sentenceProbabilities(logits([0, 0, 0], [0, 0, 0], 20), tokens, sentences)) {
      expect(probability).toBeLessThan(0.001);
    }
  });

  it('stays between 0 and 1, and at most 1 in all, for any logits', () => {
    const three = fc.tuple(
      ...Array.from({ length: 3 }, () => fc.float({ min: -500, max: 500, noNaN: true })),
    );
    fc.assert(
      fc.property(three, three, fc.float({ min: -500, max: 500, noNaN: true }), (start, end, noAnswer) => {
        const [first = Number.NaN, second = Number.NaN] = sentenceProbabilities(
          logits(start, end, noAnswer),
          tokens,
          sentences,
        );
        expect(first).toBeGreaterThanOrEqual(0);
        expect(second).toBeGreaterThanOrEqual(0);
        expect(first + second).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});
