import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { CitewellError } from '../../errors.js';
import { makeFolder } from '../../make-folder.js';
import { prepareSchema } from './schema.js';

export const DATABASE_FILE = 'knowledge.sqlite';

/** How long a write waits for another process's transaction, in milliseconds. */
const BUSY_TIMEOUT = 30_000;

/**
 * Opens `knowledge.sqlite` in the data folder, making both where absent. Write-ahead logging lets readers go
 * on during a write; FULL makes a commit survive a power cut.
 *
 * @throws CitewellError `storage_failed`, `index_damaged`, `index_incompatible`
 */
export function openDatabase(dataFolder: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    makeFolder(resolve(dataFolder));
    database = new Database(join(dataFolder, DATABASE_FILE), { timeout: BUSY_TIMEOUT });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // A damaged page is found when it is read, before anything is made of it.
    database.pragma('cell_size_check = ON');
    prepareSchema(database);
    return database;
  } catch (error) {
    database?.close();
    throw storageError(error, dataFolder);
  }
}

/**
 * Runs what reads or writes the database, and names what SQLite refused.
 *
 * @throws CitewellError `storage_failed`, `index_damaged`
 */
export function guarded<Result>(dataFolder: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw storageError(error, dataFolder);
  }
}

/** Whether anything was ever indexed into the folder; {@link openDatabase} would make a new store of it. */
export function storeExists(dataFolder: string): boolean {
  return existsSync(join(dataFolder, DATABASE_FILE));
}

/** Names what SQLite or the file system refused; anything else (a native module that fails) stays as it is. */
export function storageError(error: unknown, dataFolder: string): unknown {
  if (error instanceof CitewellError) return error;
  const code = errorCode(error);
  if (code === undefined || !(code.startsWith('SQLITE_') || code in constants.errno)) return error;
  // Our statements are constant and fit the schema: one that SQLite does not understand meets tables of another kind.
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_ERROR') {
    return indexDamaged(dataFolder, { cause: error });
  }
  return new CitewellError(
    'storage_failed',
    `The data folder ${dataFolder} could not be used (${code}): ${adviceFor(code)}`,
    { dataFolder, reason: code },
    { cause: error },
  );
}

/** @param finding what is wrong, in a few words */
export function indexDamaged(
  dataFolder: string,
  { finding, cause }: { finding?: string; cause?: unknown } = {},
): CitewellError {
  return new CitewellError(
    'index_damaged',
    `The index in ${dataFolder} is damaged${finding === undefined ? '' : ` (${finding})`}. Put a backup back with "citewell import FILE --force", or run "citewell doctor --repair" and then "citewell index", which makes anew from your documents what is lost.`,
    { dataFolder, ...(finding !== undefined && { finding }) },
    { cause },
  );
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function adviceFor(code: string): string {
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return 'its disk is full. Make room and try again.';
  if (
    code.startsWith('SQLITE_READONLY') ||
    ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'SQLITE_CANTOPEN'].includes(code)
  ) {
    return 'it is not writable. Change its permissions, or choose another with --data-dir.';
  }
  if (code.startsWith('SQLITE_BUSY')) return 'another process is writing to it. Wait for it, then try again.';
  return 'see the cause in the log, and run "citewell doctor".';
}
