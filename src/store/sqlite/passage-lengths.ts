import Database from 'better-sqlite3';
import type { Collection } from '../bm25.js';

const FIRST_CAPACITY = 1_024;
const VARINT_BITS = 7;

/**
 * How many terms passages have, by what FTS5 keeps beside its index (https://sqlite.org/fts5.html, "FTS5 Data
 * Structures"). The length of a passage is kept for good once it was read: ids are never used again.
 */
export class PassageLengths {
  private readonly selectLength: Database.Statement;
  private readonly selectTotals: Database.Statement;
  /** By passage id; 0 where it was not read. */
  private lengths = new Uint32Array(FIRST_CAPACITY);

  constructor(database: Database.Database) {
    this.selectLength = database.prepare('SELECT sz FROM lexicon_docsize WHERE id = ?').pluck();
    this.selectTotals = database.prepare('SELECT block FROM lexicon_data WHERE id = 1').pluck();
  }

  /** @throws SqliteError where FTS5 knows of no such passage, as it does itself */
  of(passage: number): number {
    const known = this.lengths[passage];
    if (known) return known;
    const size = this.selectLength.get(passage) as Buffer | undefined;
    if (!size) throw new Database.SqliteError(`Passage ${passage} has no length`, 'SQLITE_CORRUPT_VTAB');
    const [length = 0] = varints(size);
    if (passage >= this.lengths.length) {
      const lengths = new Uint32Array(Math.max(passage + 1, 2 * this.lengths.length));
      lengths.set(this.lengths);
      this.lengths = lengths;
    }
    this.lengths[passage] = length;
    return length;
  }

  collection(): Collection {
    const [passages = 0, terms = 0] = varints(this.selectTotals.get() as Buffer);
    return { passages, terms };
  }
}

/** Numbers as SQLite writes them: seven bits a byte, the highest first, and a bit that says whether another follows. */
function varints(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of bytes) {
    const rest = byte & ((1 << VARINT_BITS) - 1);
    number = number * (1 << VARINT_BITS) + rest;
    if (byte !== rest) continue;
    numbers.push(number);
    number = 0;
  }
  return numbers;
}
