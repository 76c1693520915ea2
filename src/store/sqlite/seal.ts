import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { isFileError } from '../../file-error.js';
import { sha256OfFile } from '../../file-sha256.js';
import { DATABASE_FILE } from './sqlite-database.js';

const FILE = 'knowledge.seal';

/**
 * What a store is known by when it is opened again. It stands in a file of its own, since a database that has lost
 * its last changes cannot tell.
 */
export interface Seal {
  /** The last one that a writer was told to be stored. */
  readonly generation: number;
  /** Of the database file, where it was closed with all changes in it; left out while it is written to. */
  readonly sha256?: string;
}

/** @returns undefined where there is none, or none that can be read: then the store has to be looked through */
export function readSeal(dataFolder: string): Seal | undefined {
  try {
    const seal = JSON.parse(readFileSync(join(dataFolder, FILE), 'utf8')) as Partial<Seal> | null;
    if (!Number.isSafeInteger(seal?.generation)) return undefined;
    const { generation = 0, sha256 } = seal ?? {};
    return typeof sha256 === 'string' ? { generation, sha256 } : { generation };
  } catch (error) {
    if (error instanceof SyntaxError || isFileError(error)) return undefined;
    throw error;
  }
}

/** Durable once it returns. A seal that cannot be written costs the next opening a look through the store, no more. */
export function writeSeal(dataFolder: string, seal: Seal): void {
  const file = join(dataFolder, FILE);
  const unfinished = `${file}.unfinished`;
  try {
    const descriptor = openSync(unfinished, 'w');
    try {
      writeSync(descriptor, `${JSON.stringify(seal)}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(unfinished, file);
  } catch (error) {
    if (!isFileError(error)) throw error;
    rmSync(unfinished, { force: true });
  }
}

/** Whether the database file is, byte for byte, the one that was sealed. Reads more than a gigabyte a second. */
export async function matchesSeal(dataFolder: string, sha256: string): Promise<boolean> {
  return (await hashOf(dataFolder)) === sha256;
}

/** Seals a database all of whose changes are in its file. The next opening reads what the disk has kept of them. */
export async function sealFile(dataFolder: string, generation: number): Promise<void> {
  if (hasPendingChanges(dataFolder)) {
    writeSeal(dataFolder, { generation });
    return;
  }
  writeSeal(dataFolder, { generation, sha256: await hashOf(dataFolder) });
}

/** Whether changes wait in the write-ahead log. */
export function hasPendingChanges(dataFolder: string): boolean {
  const log = statSync(join(dataFolder, `${DATABASE_FILE}-wal`), { throwIfNoEntry: false });
  return log !== undefined && log.size > 0;
}

function hashOf(dataFolder: string): Promise<string> {
  return sha256OfFile(join(dataFolder, DATABASE_FILE));
}
