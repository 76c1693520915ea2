import type { Span } from '../documents/document.js';
import type { CitableDocument, StoredPassage } from '../store/knowledge-store.js';
import type { Citation, CitedDocument } from './answer.js';
import { quoteLink } from './links/quote-link.js';

/** What a citation needs of a passage: it can cross threads, and a test can write it down. */
export interface QuotablePassage extends Pick<StoredPassage, 'document' | 'copies' | 'passage' | 'text'> {
  /** The whole text of the document, where it is linked to. */
  readonly documentText?: string;
}

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

export function citationOf(excerpt: Excerpt, number: number): Citation {
  const { passage, start, end } = excerpt;
  const { text, passage: span, document, copies } = passage;
  const link = quoteLink(passage, start, end);
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
    ...(link !== undefined && { link }),
    score: excerpt.score,
  };
}

/** The facts of a document that a citation carries. */
export function citedDocument({ id, title, url, author, published, sha256 }: CitableDocument): CitedDocument {
  return {
    id,
    title,
    ...(url !== undefined && { url }),
    ...(author !== undefined && { author }),
    ...(published !== undefined && { published }),
    sha256,
  };
}
