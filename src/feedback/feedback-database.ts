import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { CitewellError } from '../errors.js';
import { makeFolder } from '../make-folder.js';

const FILE = 'feedback.sqlite';
/** Kept in SQLite's `user_version`. */
const SCHEMA_VERSION = 1;
/** How long a write waits for another process's, in milliseconds; each takes a few. */
const BUSY_TIMEOUT = 5_000;

const SCHEMA = `
CREATE TABLE ratings (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  answer_id TEXT NOT NULL UNIQUE,
  rated_at TEXT NOT NULL,
  rating TEXT NOT NULL
);
CREATE TABLE unanswered (
  key TEXT PRIMARY KEY,
  question TEXT,
  reason TEXT NOT NULL,
  nearest TEXT,
  times INTEGER NOT NULL,
  first_asked_at TEXT NOT NULL,
  last_asked_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX unanswered_by_times ON unanswered(times, last_asked_at);
`;

/** Whether anything was ever kept in the data folder; opening makes the file. */
export function feedbackExists(dataFolder: string): boolean {
  return existsSync(join(dataFolder, FILE));
}

/**
 * Opens `feedback.sqlite` in the data folder, making both where absent. What is committed survives a power cut.
 *
 * @throws CitewellError `storage_failed`
 */
export function openFeedbackDatabase(dataFolder: string): Database.Database {
  return guarded(dataFolder, () => {
    makeFolder(resolve(dataFolder));
    const database = new Database(join(dataFolder, FILE), { timeout: BUSY_TIMEOUT });
    try {
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = FULL');
      prepareSchema(database);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

function prepareSchema(database: Database.Database): void {
  database
    .transaction(() => {
      const version = database.pragma('user_version', { simple: true });
      if (version === SCHEMA_VERSION) return;
      if (version !== 0) {
        throw new CitewellError(
          'storage_failed',
          `${FILE} was made by another version of Citewell (schema ${version}, this one has ${SCHEMA_VERSION}). Use that version, or move the file away.`,
        );
      }
      database.exec(SCHEMA);
      database.pragma(`user_version = ${SCHEMA_VERSION}`);
    })
    .immediate();
}

/** Names what SQLite or the file system refused. @throws CitewellError `storage_failed` */
export function guarded<Result>(dataFolder: string, run: () => Result): Result {
  try {
    return run();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (cause instanceof CitewellError || !(code.startsWith('SQLITE_') || code in constants.errno))
      throw cause;
    const damaged = code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
    throw new CitewellError(
      'storage_failed',
      damaged
        ? `${join(dataFolder, FILE)} is damaged. Move it away: answers do not depend on it.`
        : `Feedback could not be kept in ${dataFolder} (${code}).`,
      { dataFolder, reason: code },
      { cause },
    );
  }
}
