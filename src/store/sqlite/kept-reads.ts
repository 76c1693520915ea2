import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { StoreFacts } from './store-facts.js';

/** Keeps what was read of an index, by key, for as long as the index stays at its generation. */
export class KeptReads<Value extends NonNullable<unknown>> {
  private readonly facts: StoreFacts;
  private readonly values: LRUCache<string, Value>;
  /** The generation that `values` stands for. */
  private generation = -1;

  /** @param max values that are kept, the last used ones */
  constructor(
    database: Database.Database,
    max: number,
    private readonly read: (key: string) => Value,
  ) {
    this.facts = new StoreFacts(database);
    this.values = new LRUCache({ max });
  }

  /** In the order given. */
  of(keys: readonly string[]): Map<string, Value> {
    const generation = this.facts.generation();
    if (generation !== this.generation) this.values.clear();
    this.generation = generation;
    return new Map(keys.map((key) => [key, this.valueOf(key)]));
  }

  private valueOf(key: string): Value {
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const value = this.read(key);
    this.values.set(key, value);
    return value;
  }
}
