import Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { Collection } from '../bm25.js';

const VARINT_BITS = 7;
/** Ids whose lengths are kept together: those of a document follow one another. */
const IDS_A_BLOCK = 1_024;
/** Of 4 kB each, 8 MB in all: the lengths of two million passages, if their ids follow one another. */
const KEPT_BLOCKS = 2_048;

/**
 * How many terms passages have, by what FTS5 keeps beside its index (https://sqlite.org/fts5.html, "FTS5 Data
 * Structures"). A length that was read stays true: ids are never used again. So they grow with every change of the
 * index, however few passages it has: what is kept is bounded by blocks, the last used ones.
 */
export class PassageLengths {
  private readonly selectLength: Database.Statement;
  private readonly selectTotals: Database.Statement;
  /** By the passages' ids; 0 where a length was not read. */
  private readonly blocks = new LRUCache<number, Uint32Array>({ max: KEPT_BLOCKS });

  constructor(database: Database.Database) {
    this.selectLength = database.prepare('SELECT sz FROM lexicon_docsize WHERE id = ?').pluck();
    this.selectTotals = database.prepare('SELECT block FROM lexicon_data WHERE id = 1').pluck();
  }

  /** @throws SqliteError where FTS5 knows of no such passage, as it does itself */
  of(passage: number): number {
    const block = this.blockOf(passage);
    const place = passage % IDS_A_BLOCK;
    const length = block[place] || this.read(passage);
    block[place] = length;
    return length;
  }

  collection(): Collection {
    const [passages = 0, terms = 0] = varints(this.selectTotals.get() as Buffer);
    return { passages, terms };
  }

  private blockOf(passage: number): Uint32Array {
    const number = Math.floor(passage / IDS_A_BLOCK);
    const known = this.blocks.get(number);
    if (known) return known;
    const block = new Uint32Array(IDS_A_BLOCK);
    this.blocks.set(number, block);
    return block;
  }

  private read(passage: number): number {
    const size = this.selectLength.get(passage) as Buffer | undefined;
    if (!size) throw new Database.SqliteError(`Passage ${passage} has no length`, 'SQLITE_CORRUPT_VTAB');
    const [length = 0] = varints(size);
    return length;
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
