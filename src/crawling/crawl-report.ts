import type { LeftOutReason, Outcome, VisitFailure } from './outcome.js';

/** What a crawl has done, and what it found but did not bring. */
export interface CrawlReport {
  /** Where it began. */
  readonly start: string;
  /** Whether it went on with one that was cut off. */
  readonly resumed: boolean;
  /** Requests, those of robots.txt and repeated ones included. */
  readonly requests: number;
  /** Addresses that had not changed (304). */
  readonly unchanged: number;
  /** Pages that the start has brought in all. */
  readonly pages: number;
  /** Addresses that are not there (404, 410). */
  readonly gone: number;
  readonly leftOut: Readonly<Record<LeftOutReason, number>>;
  /** Links of the same site that lie beyond the depth. */
  readonly beyondDepth: number;
  /** Addresses that a sitemap lists of sites that were not asked for, by origin. */
  readonly otherOrigins: Readonly<Record<string, number>>;
  /** The limit that it met. */
  readonly stoppedBy?: 'pages' | 'size' | 'time';
  readonly failures: readonly (VisitFailure & { readonly id: string })[];
}

/** Adds up what the visits came to. */
export function crawlReport(
  outcomes: ReadonlyMap<string, Outcome>,
  known: Omit<CrawlReport, 'gone' | 'leftOut' | 'failures'>,
): CrawlReport {
  const leftOut: Record<LeftOutReason, number> = {
    robots: 0,
    noindex: 0,
    empty: 0,
    format: 0,
    other_site: 0,
  };
  const failures: (VisitFailure & { id: string })[] = [];
  let gone = 0;
  for (const [id, outcome] of outcomes) {
    if (outcome.kind === 'gone') gone++;
    if (outcome.kind === 'left_out') leftOut[outcome.reason]++;
    if ('failure' in outcome && outcome.failure !== undefined) failures.push({ id, ...outcome.failure });
  }
  return { ...known, gone, leftOut, failures };
}
