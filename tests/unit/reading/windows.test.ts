import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeWindows, passageWindows } from '../../../src/reading/windows.js';

describe('passageWindows', () => {
  it('reads a passage that fits in one window', () => {
    expect(passageWindows(205, 205, 80)).toEqual([{ start: 0, end: 205 }]);
  });

  it('begins each window a stride after the one before and stops at the end', () => {
    expect(passageWindows(300, 205, 80)).toEqual([
      { start: 0, end: 205 },
      { start: 80, end: 285 },
      { start: 160, end: 300 },
    ]);
  });

  it('has nothing to read in a passage without tokens', () => {
    expect(passageWindows(0, 205, 80)).toEqual([]);
  });

  it('holds any answer of up to 30 tokens whole in some window', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.nat(),
        fc.integer({ min: 1, max: 30 }),
        (n, at, length) => {
          const first = at % n;
          const last = Math.min(n, first + length) - 1;
          const holds = passageWindows(n, 205, 80).some(({ start, end }) => start <= first && last < end);
          expect(holds).toBe(true);
        },
      ),
    );
  });
});

describe('mergeWindows', () => {
  const one = {
    answerLogit: 2,
    spanMargin: -1,
    sentenceProbabilities: [0.6, 0],
    sentenceSpans: [[{ first: 3, last: 4, margin: -1 }], []],
  };
  const other = {
    answerLogit: 1,
    spanMargin: 5,
    sentenceProbabilities: [0.1, 0.9],
    sentenceSpans: [[{ first: 3, last: 3, margin: -2 }], [{ first: 90, last: 95, margin: 5 }]],
  };

  it('takes the highest of each figure, and of each sentence the spans of the window that is surest of it', () => {
    const merged = {
      answerLogit: 2,
      spanMargin: 5,
      sentenceProbabilities: [0.6, 0.9],
      sentenceSpans: [[{ first: 3, last: 4, margin: -1 }], [{ first: 90, last: 95, margin: 5 }]],
    };
    expect(mergeWindows([one, other])).toEqual(merged);
    expect(mergeWindows([other, one])).toEqual(merged);
  });

  it('leaves a single window as it is and says nothing of none', () => {
    expect(mergeWindows([one])).toEqual(one);
    expect(mergeWindows([])).toBeUndefined();
  });
});
