import { describe, expect, it } from 'vitest';
import { citationOf } from '../../../src/answering/citation.js';
import type { StoredPassage } from '../../../src/store/knowledge-store.js';
import { storedDocument } from './support/stored-document.js';

function passageOf(text: string, url?: string): StoredPassage {
  return {
    id: 1,
    text,
    document: storedDocument({ id: 'a.md', sha256: '00', ...(url !== undefined && { url }) }),
    copies: [],
    passage: { start: 10, end: 10 + text.length, ordinal: 0, headings: ['Costs'], page: 3, sentences: [] },
    sentenceVectors: [],
  };
}

const cite = (text: string, url?: string) =>
  citationOf(
    { passage: passageOf(text, url), start: 10, end: 10 + text.length, highlights: [], score: 1 },
    2,
  );

describe('a citation', () => {
  it('carries the quote, where it stands, and the passage around it', () => {
    expect(cite('It costs a pound.')).toMatchObject({
      number: 2,
      quote: 'It costs a pound.',
      start: 10,
      end: 27,
      page: 3,
      headings: ['Costs'],
      passage: { start: 10, end: 27, text: 'It costs a pound.' },
    });
  });

  it('links to the quote on the page where the document has one', () => {
    expect(cite('A well-known, short quote.', 'https://example.org/a').link).toBe(
      'https://example.org/a#:~:text=A%20well%2Dknown%2C%20short%20quote.',
    );
    expect(cite('A quote.').link).toBeUndefined();
  });

  it.each(['javascript:alert(1)', ' java\tscript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'])(
    'has no link where the document says that it stands at %j',
    (url) => {
      expect(cite('A quote.', url).link).toBeUndefined();
    },
  );

  it('links to an address relative to the page that shows it', () => {
    expect(cite('A quote.', 'guides/a.html').link).toBe('guides/a.html#:~:text=A%20quote.');
  });

  it('links to a page that holds the same text where the document itself has no address', () => {
    const { document } = passageOf('A quote.', 'https://example.org/a');
    const passage = { ...passageOf('A quote.'), copies: [document] };
    expect(citationOf({ passage, start: 10, end: 18, highlights: [], score: 1 }, 1).link).toBe(
      'https://example.org/a#:~:text=A%20quote.',
    );
  });

  it('links to the page of a PDF, and replaces directives that an address has', () => {
    expect(cite('A quote.', 'https://example.org/a.pdf?v=2').link).toBe(
      'https://example.org/a.pdf?v=2#page=3:~:text=A%20quote.',
    );
    expect(cite('A quote.', 'https://example.org/a#b:~:text=old').link).toBe(
      'https://example.org/a#b:~:text=A%20quote.',
    );
  });

  it('names the ends of a long quote only, and keeps a fragment that is there', () => {
    const words = Array.from({ length: 30 }, (_, position) => `w${position}`).join(' ');
    expect(cite(words, 'https://example.org/a#part').link).toBe(
      'https://example.org/a#part:~:text=w0%20w1%20w2%20w3%20w4%20w5,w26%20w27%20w28%20w29',
    );
  });

  it('names the other documents of the same text, and none where there are none', () => {
    const passage = passageOf('The rules are these.');
    const excerpt = { passage, start: 0, end: 9, highlights: [], score: 1 };
    expect(citationOf(excerpt, 1)).not.toHaveProperty('alsoIn');
    const copy = { ...passage.document, id: 'b.md', url: 'https://example.org/b' };
    expect(citationOf({ ...excerpt, passage: { ...passage, copies: [copy] } }, 1).alsoIn).toEqual([
      { id: 'b.md', title: 'A', url: 'https://example.org/b', sha256: '00' },
    ]);
  });
});
