import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { CitewellError } from '../errors.js';
import { makeFolder } from '../make-folder.js';

const SCHEMA_VERSION = 1;
const BUSY_TIMEOUT = 30_000;

const SCHEMA = `
-- Where crawls begin, with the options that were given.
CREATE TABLE sites (
  start TEXT PRIMARY KEY, options TEXT NOT NULL, begun_at TEXT NOT NULL, finished_at TEXT
) WITHOUT ROWID;

-- The last whole reply of each address: what a conditional request is made with, and read from where nothing changed.
CREATE TABLE replies (
  url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, robots TEXT,
  body TEXT NOT NULL, extension TEXT NOT NULL, seen_at TEXT NOT NULL
) WITHOUT ROWID;

-- The addresses of a crawl that is under way, in the order in which they were found; no outcome is one that waits.
CREATE TABLE frontier (
  number INTEGER PRIMARY KEY, start TEXT NOT NULL, url TEXT NOT NULL, depth INTEGER NOT NULL, hops INTEGER NOT NULL,
  kind TEXT NOT NULL, outcome TEXT, target TEXT, text_hash TEXT, body TEXT, extension TEXT, bytes INTEGER NOT NULL DEFAULT 0,
  code TEXT, reason TEXT,
  UNIQUE (start, url)
);
CREATE INDEX frontier_waiting ON frontier (start, outcome, depth, number);

-- The pages that the crawls of a start have last brought.
CREATE TABLE pages (
  start TEXT NOT NULL, url TEXT NOT NULL, body TEXT NOT NULL, extension TEXT NOT NULL, PRIMARY KEY (start, url)
) WITHOUT ROWID;
`;

/**
 * Opens `web.sqlite` in the folder of fetched pages, making both where absent.
 *
 * @throws CitewellError `storage_failed`
 */
export function openArchiveDatabase(folder: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    makeFolder(resolve(folder));
    database = new Database(join(folder, 'web.sqlite'), { timeout: BUSY_TIMEOUT });
    database.pragma('journal_mode = WAL');
    // What the last moments before a power cut brought may be fetched again; `WebArchive.settle` syncs what counts.
    database.pragma('synchronous = NORMAL');
    const version = database.pragma('user_version', { simple: true });
    if (version === 0) {
      const made = database;
      made.transaction(() => made.exec(`${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION}`)).exclusive();
    } else if (version !== SCHEMA_VERSION) {
      throw unusable(folder, `its schema is ${String(version)}, this version has ${SCHEMA_VERSION}`);
    }
    return database;
  } catch (error) {
    database?.close();
    throw archiveError(error, folder);
  }
}

/** Names what SQLite or the file system refused; anything else stays as it is. */
export function archiveError(error: unknown, folder: string): unknown {
  if (error instanceof CitewellError || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  return /^(?:SQLITE_|E[A-Z]+$)/u.test(code) ? unusable(folder, code, error) : error;
}

function unusable(folder: string, reason: string, cause?: unknown): CitewellError {
  const isSpace = reason === 'SQLITE_FULL' || reason === 'ENOSPC';
  const advice = isSpace
    ? 'Its disk is full: make room and try again.'
    : 'Check its permissions; where it is damaged, remove it, and the next crawls fetch their pages anew.';
  return new CitewellError(
    'storage_failed',
    `The folder of fetched pages ${folder} could not be used (${reason}). ${advice}`,
    { folder, reason },
    { cause },
  );
}
