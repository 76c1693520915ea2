import type { CrawlOptionsInput } from '../crawling/crawl-options.js';
import type { CrawlReport } from '../crawling/crawl-report.js';
import { type CrawlContext, crawlSite } from '../crawling/crawler.js';
import { HttpClient } from '../crawling/http-client.js';
import { PoliteClient } from '../crawling/polite-client.js';
import { anyAddress, isPublicAddress } from '../crawling/public-address.js';
import { userAgent } from '../crawling/robots.js';
import { startAddress } from '../crawling/web-address.js';
import { WebArchive } from '../crawling/web-archive.js';
import { CitewellError } from '../errors.js';
import { withIndexLock } from '../indexing/index-lock.js';
import { type IndexFailure, indexFailure } from '../indexing/index-report.js';
import { packageVersion } from '../version.js';

/** How sites are crawled in one run. */
export interface CrawlRequest extends CrawlOptionsInput {
  /** Whether pages of this machine and of private networks may be fetched; asked anew for each crawl. */
  readonly allowPrivate?: boolean;
}

/**
 * Crawls one start after another. One that fails does not stop the others.
 *
 * @returns what was brought, and why nothing came of others
 * @throws CitewellError the failure where there is one start only; `invalid_request`, `index_locked`, `cancelled`
 */
export async function crawlSites(
  webFolder: string,
  typed: readonly string[],
  { allowPrivate = false, ...given }: CrawlRequest,
  context: CrawlContext,
): Promise<{ readonly reports: CrawlReport[]; readonly failures: IndexFailure[] }> {
  const starts = typed.map(startAddress);
  return withIndexLock(webFolder, async () => {
    const archive = WebArchive.open(webFolder);
    const http = new HttpClient(userAgent(packageVersion), allowPrivate ? anyAddress : isPublicAddress);
    const reports: CrawlReport[] = [];
    const failures: IndexFailure[] = [];
    try {
      for (const start of starts) {
        try {
          reports.push(await crawlSite(archive, new PoliteClient(http), start, given, context));
        } catch (error) {
          if (starts.length === 1 || context.signal.aborted) throw error;
          if (error instanceof CitewellError && error.code === 'storage_failed') throw error;
          failures.push(indexFailure(start, error));
        }
      }
      return { reports, failures: [...failures, ...reports.flatMap((report) => report.failures)] };
    } finally {
      archive.close();
      await http.close();
    }
  });
}

/**
 * Forgets a start and the pages that it alone has brought; the index still has them.
 *
 * @throws CitewellError `not_found`, `invalid_request`, `index_locked`, `storage_failed`
 */
export async function forgetStart(webFolder: string, typed: string): Promise<void> {
  const start = startAddress(typed);
  await withIndexLock(webFolder, async () => {
    const archive = WebArchive.open(webFolder);
    try {
      const known = await archive.guarded(() => archive.removeSite(start));
      if (!known) {
        throw new CitewellError(
          'not_found',
          `No crawl began at ${start}. "citewell sites list" shows where they did.`,
          { address: start },
        );
      }
      await archive.guarded(() => archive.sweep(0));
    } finally {
      archive.close();
    }
  });
}
