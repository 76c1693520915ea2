import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { CitewellError } from '../errors.js';
import { makeFolder } from '../make-folder.js';
import { guarded, storageError } from '../store/sqlite/sqlite-database.js';

/** How long the name of a holder is waited for that is being written, in milliseconds. */
const NAME_TIMEOUT = 1_000;

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/**
 * Holds the data folder for one change of the index at a time. The lock is a write transaction on a small
 * SQLite file of its own: the system lets go of it when its process ends, however it ends, so none is ever
 * stale (a lock that names a process id would be, where ids are used again, as in containers).
 *
 * @throws CitewellError `index_locked`, naming the holder; `storage_failed`
 */
export async function withIndexLock<Result>(dataFolder: string, run: () => Promise<Result>): Promise<Result> {
  const lock = openLock(dataFolder);
  try {
    acquire(lock, dataFolder);
    return await run();
  } finally {
    lock.close();
  }
}

function openLock(dataFolder: string): Database.Database {
  return guarded(dataFolder, () => {
    makeFolder(resolve(dataFolder));
    return new Database(join(dataFolder, 'index-lock.sqlite'), { timeout: 0 });
  });
}

/** The first transaction says who holds the lock, for others to read; the second is the lock. */
function acquire(lock: Database.Database, dataFolder: string): void {
  try {
    lock.exec('BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS holder (pid, host, since); DELETE FROM holder');
    lock
      .prepare('INSERT INTO holder (pid, host, since) VALUES (?, ?, ?)')
      .run(process.pid, hostname(), new Date().toISOString());
    lock.exec('COMMIT; BEGIN IMMEDIATE');
  } catch (error) {
    if (isBusy(error)) {
      throw locked(dataFolder, readHolder(lock, dataFolder), error);
    }
    throw storageError(error, dataFolder);
  }
}

/** @returns undefined where it cannot be read: a process that takes the lock at this very moment is writing its name. */
function readHolder(lock: Database.Database, dataFolder: string): Holder | undefined {
  try {
    lock.pragma(`busy_timeout = ${NAME_TIMEOUT}`);
    const hasTable = lock.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'holder'").pluck().get();
    return hasTable ? (lock.prepare('SELECT pid, host, since FROM holder').get() as Holder) : undefined;
  } catch (error) {
    if (isBusy(error)) return undefined;
    throw storageError(error, dataFolder);
  }
}

function isBusy(error: unknown): error is InstanceType<typeof Database.SqliteError> {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

function locked(dataFolder: string, holder: Holder | undefined, cause: unknown): CitewellError {
  const by = holder ? ` by process ${holder.pid} on ${holder.host} since ${holder.since}` : '';
  return new CitewellError(
    'index_locked',
    `${dataFolder} is being indexed${by}. Wait until it has finished, then try again.`,
    { dataFolder, ...holder },
    { cause },
  );
}
