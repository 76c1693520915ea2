import type { Span } from '../documents/document.js';
import type { StoredDocument, StoredPassage } from '../store/knowledge-store.js';
import type { Citation, CitedDocument } from './answer.js';

/** What a citation needs of a passage: it can cross threads, and a test can write it down. */
export type QuotablePassage = Pick<StoredPassage, 'document' | 'copies' | 'passage' | 'text'>;

/** A passage with the score that search and reader gave it. */
export interface ScoredPassage extends QuotablePassage {
  readonly score: number;
}

/** A quote before it has a number: a span of a passage, with the words in it that answer. */
export interface Excerpt extends Span {
  readonly passage: QuotablePassage;
  readonly highlights: readonly Span[];
  readonly score: number;
}

/** Words of the quote that a text fragment names at each end: enough to be found, short enough for a url. */
const FRAGMENT_WORDS = 6;

export function citationOf(excerpt: Excerpt, number: number): Citation {
  const { passage, start, end } = excerpt;
  const { text, passage: span, document, copies } = passage;
  const quote = text.slice(start - span.start, end - span.start);
  return {
    number,
    quote,
    start,
    end,
    highlights: excerpt.highlights,
    document: citedDocument(document),
    ...(copies.length > 0 && { alsoIn: copies.map(citedDocument) }),
    ...(span.page !== undefined && { page: span.page }),
    headings: span.headings,
    passage: { start: span.start, end: span.end, text },
    ...(document.url !== undefined &&
      isWebAddress(document.url) && { link: textFragmentLink(document.url, quote) }),
    score: excerpt.score,
  };
}

/** The facts of a document that a citation carries. */
export function citedDocument({ id, title, url, author, published, sha256 }: StoredDocument): CitedDocument {
  return {
    id,
    title,
    ...(url !== undefined && { url }),
    ...(author !== undefined && { author }),
    ...(published !== undefined && { published }),
    sha256,
  };
}

/** A document may name any url, and pages put the link under a reader's cursor: `javascript:` must not get there. */
function isWebAddress(url: string): boolean {
  const base = 'https://localhost';
  return URL.canParse(url, base) && /^https?:$/.test(new URL(url, base).protocol);
}

/**
 * The document's url with a text fragment that browsers scroll to and mark: `#:~:text=first words,last words`
 * (WICG Scroll to Text Fragment). A fragment that the url has already is kept before it.
 */
function textFragmentLink(url: string, quote: string): string {
  const words = quote.split(/\s+/).filter((word) => word !== '');
  const fragment =
    words.length <= 2 * FRAGMENT_WORDS
      ? encodeFragment(words)
      : `${encodeFragment(words.slice(0, FRAGMENT_WORDS))},${encodeFragment(words.slice(-FRAGMENT_WORDS))}`;
  return `${url}${url.includes('#') ? '' : '#'}:~:text=${fragment}`;
}

/** Dashes separate a fragment's prefix and suffix, so they are escaped as well. */
function encodeFragment(words: readonly string[]): string {
  return encodeURIComponent(words.join(' ')).replaceAll('-', '%2D');
}
