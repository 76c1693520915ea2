import type { CrawlReport } from '../crawling/crawl-report.js';
import { CitewellError, type CitewellErrorCode } from '../errors.js';

/** How far an indexing run is. */
export interface IndexProgress {
  /** Bytes of changed files that are done, and in all. */
  readonly done: number;
  readonly total: number;
  readonly documents: number;
  readonly passages: number;
  readonly failed: number;
  /** While pages are fetched, before anything is indexed: addresses visited, and known so far. */
  readonly fetching?: { readonly visited: number; readonly known: number };
}

/** A file, or what is attached to one, that did not go in; what was indexed from it before stays. */
export interface IndexFailure {
  readonly id: string;
  readonly code: CitewellErrorCode;
  readonly message: string;
}

/** Records what is one file's fault; anything else is thrown on. */
export function indexFailure(id: string, error: unknown): IndexFailure {
  if (!(error instanceof CitewellError)) throw error;
  return { id, code: error.code, message: error.message };
}

export interface IndexReport {
  readonly generation: number;
  /** Documents in the index after the run. */
  readonly documents: number;
  readonly passages: number;
  readonly added: number;
  readonly updated: number;
  readonly removed: number;
  /** Files that had not changed, or whose documents had not. */
  readonly unchanged: number;
  /** Files of formats that are not read. */
  readonly skipped: number;
  /** Documents that were made anew from their stored text, for another model or version. Passages of theirs keep their vectors where the model is the same. */
  readonly reembedded: number;
  /** Passages that went through the embedding model. */
  readonly embedded: number;
  readonly failures: readonly IndexFailure[];
  /** One for each start that was crawled before. */
  readonly crawls?: readonly CrawlReport[];
  readonly milliseconds: number;
}
