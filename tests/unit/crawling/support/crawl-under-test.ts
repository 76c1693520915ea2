import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { CrawlOptionsInput } from '../../../../src/crawling/crawl-options.js';
import type { CrawlReport } from '../../../../src/crawling/crawl-report.js';
import { crawlSite } from '../../../../src/crawling/crawler.js';
import { HttpClient } from '../../../../src/crawling/http-client.js';
import { PoliteClient } from '../../../../src/crawling/polite-client.js';
import { WebArchive } from '../../../../src/crawling/web-archive.js';

/** Only the test site's own address: any other of this machine stands for a private network. */
export const onlyTestSite = (address: string): boolean => address === '127.0.0.1';

export interface CrawlUnderTest {
  readonly folder: string;
  crawl(
    start: string,
    options?: CrawlOptionsInput,
    context?: { signal?: AbortSignal; onProgress?: (visited: number, known: number) => void },
  ): Promise<CrawlReport>;
  /** Addresses of the pages that crawls have brought, from a fresh opening of the archive. */
  pages(): string[];
}

/** An archive of the test's own, crawled without waiting: politeness is tested apart. */
export function useCrawl(): CrawlUnderTest {
  const under = {
    folder: '',
    async crawl(
      start: string,
      options: CrawlOptionsInput = {},
      {
        signal = new AbortController().signal,
        onProgress = () => undefined,
      }: { signal?: AbortSignal; onProgress?: (visited: number, known: number) => void } = {},
    ) {
      const archive = WebArchive.open(under.folder);
      const http = new HttpClient('Citewell/test', onlyTestSite, { deadline: 2_000, connect: 2_000 });
      try {
        const fast = { requestsPerSecond: 1_000, ...options };
        return await crawlSite(archive, new PoliteClient(http, [1]), start, fast, { signal, onProgress });
      } finally {
        archive.close();
        await http.close();
      }
    },
    pages() {
      const archive = WebArchive.open(under.folder);
      try {
        return archive.pages().map(({ url }) => url);
      } finally {
        archive.close();
      }
    },
  };
  beforeEach(() => {
    under.folder = join(mkdtempSync(join(tmpdir(), 'citewell-crawling-')), 'web');
  });
  afterEach(() => rmSync(join(under.folder, '..'), { recursive: true, force: true }));
  return under;
}
