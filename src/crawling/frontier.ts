import type Database from 'better-sqlite3';
import type { CitewellErrorCode } from '../errors.js';
import type { Found, LeftOutReason, Outcome } from './outcome.js';

interface Row {
  readonly url: string;
  readonly outcome: string;
  readonly target: string | null;
  readonly text_hash: string | null;
  readonly body: string | null;
  readonly extension: string | null;
  readonly code: string | null;
  readonly reason: string | null;
}

/** The addresses of one crawl: what waits, and how the visits ended. On disk, so that a crawl can go on later. */
export class Frontier {
  constructor(
    private readonly database: Database.Database,
    private readonly start: string,
  ) {}

  has(url: string): boolean {
    return (
      this.database.prepare('SELECT 1 FROM frontier WHERE start = ? AND url = ?').get(this.start, url) !==
      undefined
    );
  }

  /** One that is known already keeps the shorter way to it. */
  add(addresses: readonly Found[]): void {
    const insert = this.database.prepare(
      `INSERT INTO frontier (start, url, depth, hops, kind) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET depth = min(depth, excluded.depth)`,
    );
    this.database.transaction(() => {
      for (const { url, depth, hops, kind } of addresses) insert.run(this.start, url, depth, hops, kind);
    })();
  }

  /** The address that the crawl began at, and those that it redirects to. */
  starts(): string[] {
    return this.database
      .prepare("SELECT url FROM frontier WHERE start = ? AND kind = 'start'")
      .pluck()
      .all(this.start) as string[];
  }

  /** Those that wait, nearest to the start first. */
  waiting(limit: number): Found[] {
    return this.database
      .prepare(
        'SELECT url, depth, hops, kind FROM frontier WHERE start = ? AND outcome IS NULL ORDER BY depth, number LIMIT ?',
      )
      .all(this.start, limit) as Found[];
  }

  /** @param bytes that were fetched for it */
  record(url: string, outcome: Outcome, bytes: number): void {
    const { kind } = outcome;
    const page = kind === 'page' ? outcome : undefined;
    const failure = 'failure' in outcome ? outcome.failure : undefined;
    this.database
      .prepare(
        `UPDATE frontier SET outcome = ?, target = ?, text_hash = ?, body = ?, extension = ?, code = ?, reason = ?,
           bytes = ? WHERE start = ? AND url = ?`,
      )
      .run(
        kind,
        'target' in outcome ? outcome.target : null,
        page?.textHash,
        page?.page.body,
        page?.page.extension,
        failure?.code,
        kind === 'left_out' ? outcome.reason : failure?.message,
        bytes,
        this.start,
        url,
      );
  }

  /** Addresses known, those visited, and the bytes fetched for them. */
  counts(): { readonly known: number; readonly visited: number; readonly bytes: number } {
    return this.database
      .prepare(
        'SELECT count(*) AS known, count(outcome) AS visited, coalesce(sum(bytes), 0) AS bytes FROM frontier WHERE start = ?',
      )
      .get(this.start) as { known: number; visited: number; bytes: number };
  }

  outcomes(): ReadonlyMap<string, Outcome> {
    const rows = this.database
      .prepare('SELECT * FROM frontier WHERE start = ? AND outcome IS NOT NULL ORDER BY number')
      .all(this.start) as Row[];
    return new Map(rows.map((row) => [row.url, outcomeOf(row)]));
  }

  /** Whether a sitemap could neither be had nor is known from before: its pages are not known then. */
  lacksSitemap(): boolean {
    return (
      this.database
        .prepare("SELECT 1 FROM frontier WHERE start = ? AND kind = 'sitemap' AND outcome = 'failed'")
        .get(this.start) !== undefined
    );
  }

  /** What failed is tried again. */
  retryFailed(): void {
    this.database
      .prepare('UPDATE frontier SET outcome = NULL WHERE start = ? AND code IS NOT NULL')
      .run(this.start);
  }

  clear(): void {
    this.database.prepare('DELETE FROM frontier WHERE start = ?').run(this.start);
  }
}

function outcomeOf({ outcome, target, text_hash, body, extension, code, reason }: Row): Outcome {
  const kind = outcome as Outcome['kind'];
  const failure = code === null ? undefined : { code: code as CitewellErrorCode, message: reason ?? '' };
  if (kind === 'page' && body !== null && extension !== null) {
    return {
      kind,
      page: { body, extension },
      ...(target !== null && { target }),
      ...(text_hash !== null && { textHash: text_hash }),
      ...(failure !== undefined && { failure }),
    };
  }
  if (kind === 'redirect' && target !== null) return { kind, target };
  if (kind === 'left_out') return { kind, reason: reason as LeftOutReason };
  if (kind === 'sitemap') return { kind, ...(failure !== undefined && { failure }) };
  if (failure !== undefined) return { kind: 'failed', failure };
  return { kind: 'gone' };
}
