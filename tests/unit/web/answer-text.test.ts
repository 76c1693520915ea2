import { describe, expect, it } from 'vitest';
import type { Citation } from '../../../src/answering/answer.js';
import { readAnswerText } from '../../../web/widget/answer-text.js';

function citation(number: number, quote: string, phrase: string): Citation {
  const start = 1_000 * number;
  const at = start + quote.indexOf(phrase);
  return {
    number,
    quote,
    start,
    end: start + quote.length,
    highlights: phrase === '' ? [] : [{ start: at, end: at + phrase.length }],
    document: { id: 'a.txt', title: 'A', sha256: '' },
    headings: [],
    passage: { start, end: start + quote.length, text: quote },
    score: 1,
  };
}

/** Paragraphs as text, with `*answer*`, `_quote_` and `{marker}`. */
function outline(text: string, citations: readonly Citation[]): string[] {
  const signs = { plain: '', quote: '_', answer: '*' };
  return readAnswerText(text, citations).map(({ pieces }) =>
    pieces
      .map((piece) => {
        // A no-break space holds a marker to its word.
        if (piece.kind === 'marker') return `{${piece.citation.number}}`;
        const sign = signs[piece.segment.emphasis];
        return `${sign}${piece.segment.text.replaceAll('\u00a0', ' ')}${sign}`;
      })
      .join(''),
  );
}

describe('reading an answer', () => {
  it('shows the quote with its answer phrase, its marker, and the paragraph of further sources', () => {
    const citations = [citation(1, 'It costs 52 billion.', '52 billion'), citation(2, 'Other.', '')];
    expect(outline('It costs 52 billion. [1]\n\nSee also [2].', citations)).toEqual([
      '_It costs _*52 billion*_._ {1}',
      'See also {2}.',
    ]);
    expect(
      readAnswerText('It costs 52 billion. [1]\n\nSee also [2].', citations).map(({ isQuote }) => isQuote),
    ).toEqual([true, false]);
  });

  it('leaves numbers in brackets alone where they belong to the quoted text or cite nothing', () => {
    expect(
      outline('As Smith [1] says [2]. [1] and [7]', [citation(1, 'As Smith [1] says [2].', '')]),
    ).toEqual(['_As Smith [1] says [2]._ {1} and [7]']);
  });

  it('keeps a quote that spans paragraphs whole', () => {
    expect(outline('One.\n\nTwo. [1]', [citation(1, 'One.\n\nTwo.', '')])).toEqual(['_One.\n\nTwo._ {1}']);
  });
});
