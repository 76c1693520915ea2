import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../src/retrieval/edit-distance.js';

describe('edit distance', () => {
  it.each([
    ['', '', 0],
    ['refund', 'refund', 0],
    ['refnd', 'refund', 1],
    ['refuund', 'refund', 1],
    ['refumd', 'refund', 1],
    ['reufnd', 'refund', 1],
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('of "%s" and "%s" is %d', (a, b, distance) => {
    expect(editDistance(a, b, 10)).toBe(distance);
  });

  it('says no more of what is beyond the limit than that it is', () => {
    expect(editDistance('kitten', 'sitting', 2)).toBe(3);
    expect(editDistance('a', 'abcdefgh', 2)).toBe(3);
  });

  it('is the same both ways, and grows by one at most with one more edit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.nat(8), fc.constantFrom('a', 'b', 'c'), (a, b, place, letter) => {
        const edited = `${a.slice(0, place)}${letter}${a.slice(place)}`;
        const distance = editDistance(a, b, 20);
        expect(editDistance(b, a, 20)).toBe(distance);
        expect(editDistance(edited, a, 20)).toBe(1);
        expect(distance === 0).toBe(a === b);
      }),
    );
  });
});
