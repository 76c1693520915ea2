import { describe, expect, it } from 'vitest';
import { fuse } from '../../../src/retrieval/fusion.js';

const candidate = (passageId: number, cosine: number, bm25: number) => ({ passageId, cosine, bm25 });

describe('fused search scores', () => {
  it('weigh meaning 0.7 and words 0.3, each scaled to the best of the question', () => {
    const [first, second] = fuse([candidate(1, 0.9, 2), candidate(2, 0.8, 4)]);
    expect(first).toMatchObject({ passageId: 1 });
    expect(first?.score).toBeCloseTo(0.7 + 0.3 * 0.5, 12);
    expect(second?.score).toBeCloseTo(0.3, 12);
  });

  it('take no account of words that half of the passages hold', () => {
    const ranked = fuse([candidate(1, 0.9, 1e-6), candidate(2, 0.8, 4e-6)]);
    expect(ranked.map(({ score }) => score)).toEqual([0.7, 0]);
  });

  it('are full where there is one candidate, and none where there is none', () => {
    expect(fuse([candidate(7, 0.1, 0)])).toMatchObject([{ passageId: 7, score: 0.7 }]);
    expect(fuse([])).toEqual([]);
  });

  it('keep the earlier passage first among equals', () => {
    const ids = fuse([candidate(9, 0.5, 1), candidate(3, 0.5, 1)]).map(({ passageId }) => passageId);
    expect(ids).toEqual([3, 9]);
  });
});
