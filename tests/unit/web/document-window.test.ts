import { describe, expect, it } from 'vitest';
import { readBlocks, windowRound } from '../../../web/widget/document-window.js';

describe('the part of a document that the source panel shows', () => {
  it('shows a short document whole', () => {
    expect(windowRound('One.\nTwo.', { start: 5, end: 9 }, 100, 100)).toEqual({ start: 0, end: 9 });
  });

  it('begins and ends at line ends near the reach', () => {
    const text = 'first line\nsecond line\nthird line\nfourth line';
    const quote = { start: text.indexOf('third'), end: text.indexOf('third') + 5 };
    const shown = windowRound(text, quote, 10, 10);
    expect(text.slice(shown.start, shown.end)).toBe('second line\nthird line\nfourth line');
  });

  it('shows a bounded part of a huge text without line ends', () => {
    const shown = windowRound('x'.repeat(20_000_000), { start: 10_000_000, end: 10_000_010 }, 12_000, 12_000);
    expect(shown).toEqual({ start: 9_988_000, end: 10_012_010 });
  });

  it('makes headings of headings and marks the quote at its place', () => {
    const text = 'Title\n\nIt costs 52 billion.';
    const citation = { start: 7, end: 27, highlights: [{ start: 16, end: 26 }] };
    expect(readBlocks(text, 0, citation, [{ text: 'Title', level: 1, start: 0, end: 5 }])).toEqual([
      { start: 0, headingLevel: 1, segments: [{ text: 'Title', emphasis: 'plain' }] },
      {
        start: 7,
        segments: [
          { text: 'It costs ', emphasis: 'quote' },
          { text: '52 billion', emphasis: 'answer' },
          { text: '.', emphasis: 'quote' },
        ],
      },
    ]);
  });
});
