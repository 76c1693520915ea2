import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestPassages } from '../../../src/store/sqlite/best-passages.js';

const found = (scores: Readonly<Record<number, number>>) => ({
  passages: Float64Array.from(Object.keys(scores), Number),
  scores: Float64Array.from(Object.values(scores)),
});

describe('the best passages', () => {
  it('are those of the highest sums, best first', () => {
    const best = bestPassages([found({ 1: 2, 5: 1 }), found({ 2: 2.5, 5: 2 }), found({})], 2);
    expect([...best]).toEqual([
      [5, 3],
      [2, 2.5],
    ]);
  });

  it('are none where no stem is held', () => {
    expect(bestPassages([], 5).size).toBe(0);
  });

  it('are what sorting all of them gives, those of lower ids first among equals', () => {
    const scores = fc.dictionary(fc.nat(30).map(String), fc.nat(4));
    fc.assert(
      fc.property(fc.array(scores, { maxLength: 5 }), fc.integer({ min: 1, max: 12 }), (stems, limit) => {
        const sums = new Map<number, number>();
        for (const [id, score] of stems.flatMap((stem) => Object.entries(stem))) {
          sums.set(Number(id), (sums.get(Number(id)) ?? 0) + score);
        }
        const sorted = [...sums].sort(([a, one], [b, other]) => other - one || a - b).slice(0, limit);
        expect([...bestPassages(stems.map(found), limit)]).toEqual(sorted);
      }),
    );
  });
});
