import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { StoreFacts } from './store-facts.js';

/** Keeps what was read of an index, by key, for as long as the index stays at its generation. */
export class KeptReads<Key extends string | number, Value extends NonNullable<unknown>> {
  private readonly facts: StoreFacts;
  private readonly values: LRUCache<Key, Value>;
  /** The generation that `values` stands for. */
  private generation = -1;

  /** @param max values that are kept, the last used ones; with `sizeOf`, the sum of their sizes */
  constructor(
    database: Database.Database,
    max: number,
    /** Returns undefined for what is not there. */
    private readonly read: (key: Key) => Value | undefined,
    /** At least 1. */
    sizeOf?: (value: Value) => number,
  ) {
    this.facts = new StoreFacts(database);
    this.values = new LRUCache(sizeOf ? { maxSize: max, sizeCalculation: sizeOf } : { max });
  }

  /** Those that are there, in the order given. */
  of(keys: readonly Key[]): Map<Key, Value> {
    const generation = this.facts.generation();
    if (generation !== this.generation) this.values.clear();
    this.generation = generation;
    const found = new Map<Key, Value>();
    for (const key of keys) {
      const value = this.valueOf(key);
      if (value !== undefined) found.set(key, value);
    }
    return found;
  }

  private valueOf(key: Key): Value | undefined {
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const value = this.read(key);
    if (value !== undefined) this.values.set(key, value);
    return value;
  }
}
