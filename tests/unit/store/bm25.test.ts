import { describe, expect, it } from 'vitest';
import { bm25 } from '../../../src/store/bm25.js';

const collection = {
  passages: 10,
  terms: 100,
  frequencies: new Map([
    ['rare', 1],
    ['common', 9],
  ]),
};
const passage = (...terms: string[]) => [...terms, ...Array<string>(10 - terms.length).fill('other')];

describe('bm25', () => {
  it('is that of FTS5: a term once in a passage of average length has its weight', () => {
    expect(bm25(passage('rare'), ['rare'], collection)).toBeCloseTo(Math.log(9.5 / 1.5), 12);
  });

  it('gives a term that most passages hold next to nothing, never less', () => {
    const score = bm25(passage('common'), ['common'], collection);
    expect(score).toBeGreaterThan(0);
    expect(score).toBeLessThan(1e-5);
  });

  it('is 0 for what holds none of the stems', () => {
    expect(bm25(passage(), ['rare'], collection)).toBe(0);
  });
});
