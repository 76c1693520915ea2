import { rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import Database from 'better-sqlite3';
import { isFileError } from '../file-error.js';
import { stateOf } from '../file-state.js';
import { makeFolder } from '../make-folder.js';
import { type FoundFile, readerOf } from './find-files.js';
import { type HashedFile, hashFiles } from './hash-files.js';
import { contentVersion } from './source-file.js';

const FILE = 'file-hashes.sqlite';
const SCHEMA_VERSION = 1;
const SCHEMA = `
CREATE TABLE hashes (
  source TEXT PRIMARY KEY, state TEXT NOT NULL, sha256 TEXT NOT NULL, checksum INTEGER NOT NULL
) WITHOUT ROWID;
PRAGMA user_version = ${SCHEMA_VERSION};
`;

interface Row {
  readonly source: string;
  /** See `stateOf`. */
  readonly state: string;
  /** See `Source.sha256`. */
  readonly sha256: string;
  /** Half a row that a power cut has left could pair a file's state with what it held before. */
  readonly checksum: number;
}

/**
 * What files hashed to when they were last read, in a file of the data folder: a run over files that have not changed
 * reads none of them. It says nothing of the index, and can be removed at any time; where it can't be read or written,
 * every file is read.
 */
export class RememberedHashes {
  private constructor(
    private readonly file: string,
    private database: Database.Database | undefined,
  ) {}

  /** The caller keeps others from changing it. */
  static open(dataFolder: string): RememberedHashes {
    const hashes = new RememberedHashes(join(resolve(dataFolder), FILE), undefined);
    hashes.attempt(() => hashes.openDatabase());
    return hashes;
  }

  /**
   * As {@link hashFiles}, reading only those files of which the system says otherwise than when they were read. Those
   * come last. What is remembered of other files below the root is forgotten at the end.
   *
   * @param root source name of what the files lie below
   */
  async *hash(root: string, files: readonly FoundFile[]): AsyncGenerator<HashedFile> {
    const before = this.below(root);
    const after = new Map<string, Row>();
    const unknown: FoundFile[] = [];
    for (const file of files) {
      const row = before.get(file.source);
      if (row !== undefined && row.state === presentState(file)) {
        after.set(file.source, row);
        yield { file, sha256: row.sha256 };
      } else unknown.push(file);
    }
    for await (const hashed of hashFiles(unknown)) {
      const { source } = hashed.file;
      if ('sha256' in hashed && hashed.facts) {
        const state = stateOf(hashed.facts, versionOf(hashed.file));
        after.set(source, rowOf(source, state, hashed.sha256));
      }
      yield hashed;
    }
    this.replace(before, after);
  }

  close(): void {
    this.database?.close();
    this.database = undefined;
  }

  private openDatabase(): void {
    makeFolder(dirname(this.file));
    this.database = new Database(this.file, { timeout: 0 });
    // What a power cut tears is read again.
    this.database.pragma('synchronous = OFF');
    const version = this.database.pragma('user_version', { simple: true });
    if (version !== 0 && version !== SCHEMA_VERSION) {
      this.database.close();
      rmSync(this.file);
      this.database = new Database(this.file, { timeout: 0 });
    }
    if (version !== SCHEMA_VERSION) this.database.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT`);
  }

  private below(root: string): Map<string, Row> {
    const rows = new Map<string, Row>();
    const folder = root.endsWith('/') ? root : `${root}/`;
    this.attempt(() => {
      const select = this.database?.prepare(
        `SELECT * FROM hashes WHERE source = @root OR substr(source, 1, length(@folder)) = @folder`,
      );
      for (const row of (select?.all({ root, folder }) ?? []) as Row[]) rows.set(row.source, row);
    });
    // One that is damaged is replaced or removed like any other, but never equal to what is found.
    for (const row of rows.values()) {
      if (checksumOf(row) !== row.checksum) rows.set(row.source, { ...row, state: '' });
    }
    return rows;
  }

  private replace(before: ReadonlyMap<string, Row>, after: ReadonlyMap<string, Row>): void {
    this.attempt(() => {
      const { database } = this;
      const put = [...after.values()].filter((row) => before.get(row.source) !== row);
      const removed = [...before.keys()].filter((source) => !after.has(source));
      if (database === undefined || put.length + removed.length === 0) return;
      const insert = database.prepare(
        'INSERT OR REPLACE INTO hashes VALUES (@source, @state, @sha256, @checksum)',
      );
      const remove = database.prepare('DELETE FROM hashes WHERE source = ?');
      database.transaction(() => {
        for (const row of put) insert.run(row);
        for (const source of removed) remove.run(source);
      })();
    });
  }

  /** Goes on without what SQLite cannot read or write, and makes room for another where that is damaged. */
  private attempt(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof Database.SqliteError) && !isFileError(error)) throw error;
      this.close();
      const isDamaged = error instanceof Database.SqliteError && !PASSING.test(error.code);
      if (isDamaged) removeUnlessHeld(this.file);
    }
  }
}

/** What cannot be removed either is left, and every file is read. */
function removeUnlessHeld(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch (error) {
    if (!isFileError(error)) throw error;
  }
}

/** Codes of SQLite of which the file's content is not the reason. */
const PASSING = /^SQLITE_(?:BUSY|CANTOPEN|FULL|IOERR|LOCKED|NOMEM|PERM|READONLY)/u;

function presentState(file: FoundFile): string | undefined {
  return file.facts && stateOf(file.facts, versionOf(file));
}

function versionOf(file: FoundFile): string {
  return contentVersion(readerOf(file)?.version ?? '');
}

function rowOf(source: string, state: string, sha256: string): Row {
  const row = { source, state, sha256, checksum: 0 };
  return { ...row, checksum: checksumOf(row) };
}

function checksumOf({ source, state, sha256 }: Row): number {
  return crc32(`${source}\0${state}\0${sha256}`);
}
