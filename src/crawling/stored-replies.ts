import type Database from 'better-sqlite3';
import type { StoredBody } from './page-bodies.js';

const MILLISECONDS_A_DAY = 24 * 60 * 60 * 1000;

/** The last whole reply of an address. */
export interface StoredReply extends StoredBody {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** `X-Robots-Tag` */
  readonly robots: string | null;
}

/** What conditional requests are made with, and read from where nothing has changed. */
export class StoredReplies {
  constructor(private readonly database: Database.Database) {}

  get(url: string): StoredReply | undefined {
    return this.database
      .prepare(
        'SELECT etag, last_modified AS lastModified, robots, body, extension FROM replies WHERE url = ?',
      )
      .get(url) as StoredReply | undefined;
  }

  put(url: string, { etag, lastModified, robots, body, extension }: StoredReply): void {
    this.database
      .prepare('INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(url, etag, lastModified, robots, body, extension, new Date().toISOString());
  }

  /** The reply still stands: nothing has changed. */
  confirm(url: string): void {
    this.database.prepare('UPDATE replies SET seen_at = ? WHERE url = ?').run(new Date().toISOString(), url);
  }

  /** Forgets those that no page and no crawl under way has, after they were not seen for so long. */
  forget(days: number): void {
    this.database
      .prepare(
        'DELETE FROM replies WHERE url NOT IN (SELECT url FROM pages) AND url NOT IN (SELECT url FROM frontier) AND seen_at <= ?',
      )
      .run(new Date(Date.now() - days * MILLISECONDS_A_DAY).toISOString());
  }
}
