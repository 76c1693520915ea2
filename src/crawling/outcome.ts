import type { CitewellErrorCode } from '../errors.js';
import type { StoredBody } from './page-bodies.js';

/** An address that a crawl has found. */
export interface Found {
  readonly url: string;
  /** Links followed to it; those of a sitemap have 0. */
  readonly depth: number;
  /** Redirects that led to it one after another, and sitemaps around it. */
  readonly hops: number;
  /** What the address that the crawl begins at holds is seen when it is there. */
  readonly kind: 'start' | 'page' | 'sitemap';
}

export interface VisitFailure {
  readonly code: CitewellErrorCode;
  readonly message: string;
}

/** A page to index. */
export interface VisitedPage {
  readonly kind: 'page';
  readonly page: StoredBody;
  /** The address that it calls its canonical one. */
  readonly target?: string;
  readonly textHash?: string;
  /** Why it is the page as it was fetched at an earlier time. */
  readonly failure?: VisitFailure;
}

/** How the visit of an address ended. */
export type Outcome =
  | VisitedPage
  | { readonly kind: 'redirect'; readonly target: string }
  | { readonly kind: 'sitemap'; readonly failure?: VisitFailure }
  /** Not found, or not any more (404, 410). */
  | { readonly kind: 'gone' }
  /** Nothing to index. */
  | { readonly kind: 'left_out'; readonly reason: LeftOutReason }
  /** Nothing came of it, and nothing is known of it. */
  | { readonly kind: 'failed'; readonly failure: VisitFailure };

/** The site does not want it fetched, or indexed; it has no text; no reader; or it redirects to a site not asked for. */
export type LeftOutReason = 'robots' | 'noindex' | 'empty' | 'format' | 'other_site';
