import { describe, expect, it } from 'vitest';
import type { Citation } from '../../../src/answering/answer.js';
import { confidenceLevel } from '../../../src/answering/confidence-level.js';

const CITATION: Citation = {
  ...{ number: 1, quote: 'Tea grows in Assam.', start: 0, end: 19, score: 1, headings: [] },
  highlights: [{ start: 13, end: 18 }],
  document: { id: 'tea.txt', title: 'Tea', sha256: '' },
  passage: { start: 0, end: 19, text: 'Tea grows in Assam.' },
};
const UNMARKED: Citation = { ...CITATION, highlights: [] };

describe('the level of an answer', () => {
  it.each([
    [1, 'high', 'medium'],
    [0.8, 'high', 'medium'],
    [0.79, 'medium', 'low'],
    [0.5, 'medium', 'low'],
    [0.49, 'low', 'low'],
    [0, 'low', 'low'],
  ])('of confidence %d is %s, and %s where the reader marks no words', (confidence, marked, unmarked) => {
    expect(confidenceLevel({ confidence, citations: [CITATION, UNMARKED], passagesRead: 2 })).toBe(marked);
    expect(confidenceLevel({ confidence, citations: [UNMARKED, CITATION], passagesRead: 2 })).toBe(unmarked);
    // With the reader off nothing marks words.
    expect(confidenceLevel({ confidence, citations: [UNMARKED], passagesRead: 0 })).toBe(marked);
  });
});
