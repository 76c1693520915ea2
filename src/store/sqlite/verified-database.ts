import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFileError } from '../../file-error.js';
import { type FileFacts, factsOf, isSettled, stateOf } from '../../file-state.js';
import { checksumOf } from '../row-checksum.js';
import { DATABASE_FILE } from './sqlite-database.js';

const FILE = 'knowledge.verified';

/** Milliseconds: ten times the grain of a file's times, where they are told in fractions of a second. */
const SETTLING_TIME = 100;

/**
 * In which state a database file was found to be the one that was sealed, as the system tells it without reading the
 * file. A fact of one machine: a copy of the folder is verified anew. Whoever has verified the file writes it, without a lock:
 * it holds for the very state and seal that it names, and for nothing else.
 */
export class VerifiedDatabase {
  /** See {@link stateOf}. */
  private readonly state: string;

  private constructor(
    private readonly dataFolder: string,
    private readonly facts: FileFacts,
    /** In milliseconds since 1970: the facts were asked for no earlier. */
    private readonly askedAt: number,
  ) {
    this.state = stateOf(facts, 'sealed');
  }

  /** The file as it is, for what is then found of it. @returns undefined where there is none */
  static present(dataFolder: string): VerifiedDatabase | undefined {
    const askedAt = Date.now();
    const stats = statSync(join(dataFolder, DATABASE_FILE), { throwIfNoEntry: false });
    if (!stats?.isFile()) return undefined;
    return new VerifiedDatabase(dataFolder, factsOf(stats), askedAt);
  }

  /** Whether this very state was once found to have the seal's hash. */
  wasVerified(sha256: string): boolean {
    try {
      return readFileSync(join(this.dataFolder, FILE), 'utf8') === recordOf(this.state, sha256);
    } catch (error) {
      if (isFileError(error)) return false;
      throw error;
    }
  }

  /** Whether the file is in the same state now. */
  isPresent(): boolean {
    return VerifiedDatabase.present(this.dataFolder)?.state === this.state;
  }

  /** For later openings: it is what the file was from before it was hashed on. What cannot be written is not remembered. */
  remember(sha256: string): void {
    if (!isSettled(this.facts, this.askedAt, SETTLING_TIME) || !this.isPresent()) return;
    const file = join(this.dataFolder, FILE);
    const unfinished = `${file}.${process.pid}`;
    try {
      writeFileSync(unfinished, recordOf(this.state, sha256));
      renameSync(unfinished, file);
    } catch (error) {
      if (!isFileError(error)) throw error;
      forget(unfinished);
    }
  }

  /** The next opening verifies the file. */
  forget(): void {
    forget(join(this.dataFolder, FILE));
  }
}

/** With its checksum: half a record that a power cut has left is none. */
function recordOf(state: string, sha256: string): string {
  return `${state}\n${sha256}\n${checksumOf([state, sha256])}\n`;
}

function forget(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch (error) {
    if (!isFileError(error)) throw error;
  }
}
