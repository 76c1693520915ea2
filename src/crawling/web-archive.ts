import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { archiveError, openArchiveDatabase } from './archive-database.js';
import { type CrawlOptions, crawlOptionsSchema } from './crawl-options.js';
import { Frontier } from './frontier.js';
import { PageBodies, type StoredBody } from './page-bodies.js';
import { StoredReplies } from './stored-replies.js';

/** A crawl that was cut off goes on where it was for so long, in milliseconds; later its pages are asked for anew. */
const RESUMED_WITHIN = 24 * 60 * 60 * 1000;

/** Days for which a reply that makes no page is kept, a sitemap's for one, after it was last seen. */
const REPLIES_KEPT = 30;

/** A page that a crawl has brought. */
export interface ArchivedPage extends StoredBody {
  readonly url: string;
}

export interface Site {
  readonly start: string;
  readonly options: CrawlOptions;
  readonly pages: number;
  /** ISO 8601, UTC; null before the first whole crawl. */
  readonly finishedAt: string | null;
}

/** Fetched pages as they came, and where the crawls are. Indexing reads from here: it needs no network. */
export class WebArchive {
  private constructor(
    private readonly database: Database.Database,
    private readonly folder: string,
    readonly bodies: PageBodies,
    readonly replies: StoredReplies,
  ) {}

  /** @throws CitewellError `storage_failed` */
  static open(folder: string): WebArchive {
    const database = openArchiveDatabase(folder);
    const bodies = new PageBodies(join(folder, 'pages'));
    return new WebArchive(database, folder, bodies, new StoredReplies(database));
  }

  /** Runs what reads or writes the archive. @throws CitewellError `storage_failed` */
  async guarded<Result>(run: () => Result | Promise<Result>): Promise<Result> {
    try {
      return await run();
    } catch (error) {
      throw archiveError(error, this.folder);
    }
  }

  sites(): Site[] {
    const rows = this.database
      .prepare(
        `SELECT start, options, finished_at AS finishedAt,
           (SELECT count(*) FROM pages WHERE pages.start = sites.start) AS pages FROM sites ORDER BY start`,
      )
      .all() as (Omit<Site, 'options'> & { options: string })[];
    return rows.map((row) => ({ ...row, options: crawlOptionsSchema.parse(JSON.parse(row.options)) }));
  }

  /**
   * Begins a crawl, or goes on with the one that was cut off.
   *
   * @returns whether it goes on
   */
  begin(start: string, options: CrawlOptions): boolean {
    const frontier = this.frontier(start);
    const begun = this.database.prepare('SELECT begun_at FROM sites WHERE start = ?').pluck().get(start);
    const known = this.sites().find((site) => site.start === start);
    // Another pace or limit changes nothing of what has been visited.
    const leadsAsFar = known !== undefined && reachOf(known.options) === reachOf(options);
    const recent = typeof begun === 'string' && Date.now() - Date.parse(begun) < RESUMED_WITHIN;
    const resumes = frontier.counts().known > 0 && recent && leadsAsFar;
    const begunAt = resumes ? begun : new Date().toISOString();
    this.database.transaction(() => {
      if (resumes) frontier.retryFailed();
      else frontier.clear();
      this.database
        .prepare(
          `INSERT INTO sites (start, options, begun_at) VALUES (@start, @options, @begunAt)
             ON CONFLICT DO UPDATE SET options = @options, begun_at = @begunAt`,
        )
        .run({ start, options: JSON.stringify(options), begunAt });
    })();
    return resumes;
  }

  frontier(start: string): Frontier {
    return new Frontier(this.database, start);
  }

  /** The pages of a start, by address. */
  pagesOf(start: string): Map<string, StoredBody> {
    const rows = this.database
      .prepare('SELECT url, body, extension FROM pages WHERE start = ?')
      .all(start) as ArchivedPage[];
    return new Map(rows.map(({ url, body, extension }) => [url, { body, extension }]));
  }

  /** Puts the pages of a start in the place of those before. @param whole false keeps the frontier, to go on from */
  settle(start: string, pages: ReadonlyMap<string, StoredBody>, whole: boolean): void {
    this.database.transaction(() => {
      this.database.prepare('DELETE FROM pages WHERE start = ?').run(start);
      const insert = this.database.prepare('INSERT INTO pages VALUES (?, ?, ?, ?)');
      for (const [url, { body, extension }] of pages) insert.run(start, url, body, extension);
      if (!whole) return;
      this.frontier(start).clear();
      this.database
        .prepare('UPDATE sites SET finished_at = ? WHERE start = ?')
        .run(new Date().toISOString(), start);
    })();
    this.database.pragma('wal_checkpoint(FULL)');
  }

  /** All pages, in order of address; one that several starts have brought as the latest of them brought it. */
  pages(): ArchivedPage[] {
    return this.database
      .prepare(
        `SELECT url, body, extension FROM (
           SELECT url, body, extension, row_number() OVER (PARTITION BY url ORDER BY finished_at DESC, start) AS place
           FROM pages JOIN sites USING (start)
         ) WHERE place = 1 ORDER BY url`,
      )
      .all() as ArchivedPage[];
  }

  /** @returns whether there was such a site */
  removeSite(start: string): boolean {
    return this.database.transaction(() => {
      this.frontier(start).clear();
      this.database.prepare('DELETE FROM pages WHERE start = ?').run(start);
      return this.database.prepare('DELETE FROM sites WHERE start = ?').run(start).changes > 0;
    })();
  }

  /**
   * Forgets replies and bodies that no page and no crawl under way refers to.
   *
   * @param days that other replies are kept for after they were last seen: of sitemaps, of pages that only lead to others
   */
  async sweep(days = REPLIES_KEPT): Promise<void> {
    this.replies.forget(days);
    const kept = this.database
      .prepare(
        `SELECT body, extension FROM replies UNION SELECT body, extension FROM pages
           UNION SELECT body, extension FROM frontier WHERE body IS NOT NULL`,
      )
      .all() as StoredBody[];
    await this.bodies.keepOnly(new Set(kept.map((stored) => this.bodies.path(stored))));
  }

  close(): void {
    this.database.close();
  }
}

function reachOf({ depth, includeOrigins }: CrawlOptions): string {
  return JSON.stringify([depth, includeOrigins]);
}
