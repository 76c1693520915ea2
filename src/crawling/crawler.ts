import { CitewellError } from '../errors.js';
import { assertStart, nothingFetched, siteDown } from './crawl-failures.js';
import { type CrawlOptions, type CrawlOptionsInput, parseCrawlOptions } from './crawl-options.js';
import { type CrawlReport, crawlReport } from './crawl-report.js';
import { CrawlScope } from './crawl-scope.js';
import { AddressFetcher } from './fetch-address.js';
import type { Frontier } from './frontier.js';
import type { Found } from './outcome.js';
import type { PoliteClient } from './polite-client.js';
import { Robots } from './robots.js';
import { settlePages } from './settle-pages.js';
import { visitAddress } from './visit-address.js';
import type { WebArchive } from './web-archive.js';

/** Addresses that are visited at the same time; each host still has its pace. */
const VISITS_AT_ONCE = 4;
/** Requests in a row without any reply after which a site counts as down. */
const SILENT_IN_A_ROW = 10;
const MEBIBYTE = 2 ** 20;

export interface CrawlContext {
  readonly signal: AbortSignal;
  /** Addresses visited, and known so far. */
  onProgress(visited: number, known: number): void;
}

/**
 * Visits what a start leads to, and puts what came of it in the place of what was there. Where it fails, what was there
 * stays, and the next crawl goes on from here.
 *
 * @param given what the crawl before did not have, or had otherwise
 * @throws CitewellError `invalid_request`, `site_unreachable`, `nothing_to_fetch`, `address_refused`, `storage_failed`,
 * `cancelled`
 */
export async function crawlSite(
  archive: WebArchive,
  client: PoliteClient,
  start: string,
  given: CrawlOptionsInput,
  context: CrawlContext,
): Promise<CrawlReport> {
  const former = archive.sites().find((site) => site.start === start)?.options;
  const options = parseCrawlOptions({ ...former, ...given });
  const resumed = await archive.guarded(() => archive.begin(start, options));
  try {
    return await new Crawler(archive, client, start, options, context).run(resumed);
  } catch (error) {
    if (!goesOnLater(error)) {
      archive.frontier(start).clear();
      // An address that never brought anything, a slip of the keyboard for one, is no site to remember.
      if (former === undefined) archive.removeSite(start);
    }
    throw error;
  }
}

/** Whether the next crawl goes on where this one failed. */
function goesOnLater(error: unknown): boolean {
  return (
    !(error instanceof CitewellError) ||
    error.code === 'cancelled' ||
    error.code === 'storage_failed' ||
    error.details['goesOn'] === true
  );
}

class Crawler {
  private readonly robots: Robots;
  private readonly fetcher: AddressFetcher;
  private readonly scope: CrawlScope;
  private readonly frontier: Frontier;
  private readonly endsAt: number;
  /** Milliseconds between two requests to a host. */
  private readonly interval: number;
  private visited: number;
  private bytes: number;
  private silent = 0;
  private stoppedBy: CrawlReport['stoppedBy'];

  constructor(
    private readonly archive: WebArchive,
    private readonly client: PoliteClient,
    private readonly start: string,
    private readonly options: CrawlOptions,
    private readonly context: CrawlContext,
  ) {
    this.interval = 1000 / options.requestsPerSecond;
    this.robots = new Robots(client, this.interval);
    this.fetcher = new AddressFetcher(archive, client);
    this.frontier = archive.frontier(start);
    this.scope = new CrawlScope(this.frontier, options);
    this.endsAt = performance.now() + options.maxMinutes * 60_000;
    const { visited, bytes } = this.frontier.counts();
    this.visited = visited;
    this.bytes = bytes;
  }

  async run(resumed: boolean): Promise<CrawlReport> {
    const { archive, start, frontier } = this;
    await archive.guarded(() => this.scope.add([{ url: start, depth: 0, hops: 0, kind: 'start' }]));
    await this.robots.of(new URL(start).origin, this.context.signal);
    await this.visitAll();
    return archive.guarded(async () => {
      const outcomes = frontier.outcomes();
      if (this.scope.limited) this.stoppedBy ??= 'pages';
      const sawAll = this.stoppedBy === undefined && !frontier.lacksSitemap();
      const pages = settlePages(outcomes, archive.pagesOf(start), sawAll);
      if (pages.size === 0) throw nothingFetched(start, outcomes);
      archive.settle(start, pages, this.stoppedBy !== 'time');
      await archive.sweep();
      return crawlReport(outcomes, {
        start,
        resumed,
        requests: this.client.requests,
        unchanged: this.fetcher.unchanged,
        pages: pages.size,
        beyondDepth: this.scope.beyondDepth,
        otherOrigins: Object.fromEntries(this.scope.otherOrigins),
        ...(this.stoppedBy !== undefined && { stoppedBy: this.stoppedBy }),
      });
    });
  }

  private async visitAll(): Promise<void> {
    const running = new Map<string, Promise<void>>();
    for (;;) {
      const free = VISITS_AT_ONCE - running.size;
      const waiting = this.mayGoOn() && free > 0 ? this.frontier.waiting(VISITS_AT_ONCE) : [];
      for (const found of waiting.filter(({ url }) => !running.has(url)).slice(0, free)) {
        const visit = this.visit(found).finally(() => running.delete(found.url));
        running.set(found.url, visit);
      }
      if (running.size === 0) return;
      try {
        await Promise.race(running.values());
      } catch (error) {
        await Promise.allSettled(running.values());
        throw error;
      }
    }
  }

  private mayGoOn(): boolean {
    if (performance.now() > this.endsAt) this.stoppedBy = 'time';
    else if (this.bytes > this.options.maxSize * MEBIBYTE) this.stoppedBy = 'size';
    return this.stoppedBy === undefined;
  }

  private async visit(found: Found): Promise<void> {
    const { outcome, received, noReply } = await visitAddress(found, {
      fetcher: this.fetcher,
      scope: this.scope,
      rulesOf: (origin) => this.robots.of(origin, this.context.signal),
      interval: this.interval,
      signal: this.context.signal,
    });
    this.silent = noReply ? this.silent + 1 : 0;
    if (found.kind === 'start') assertStart(found, outcome);
    if (this.silent >= SILENT_IN_A_ROW) throw siteDown(found.url, outcome);
    await this.archive.guarded(() => this.frontier.record(found.url, outcome, received));
    this.visited++;
    this.bytes += received;
    this.context.onProgress(this.visited, this.scope.known);
  }
}
