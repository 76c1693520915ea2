import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';

/** Stems that are kept: more than the words of ten thousand questions, some 5 MB. */
const KEPT_STEMS = 50_000;

/**
 * In how many passages a stem stands. FTS5 keeps no such number and walks through the stem's occurrences to tell,
 * which takes milliseconds for a common word of a large index; what was counted is kept for as long as the index stays.
 */
export class PassageFrequencies {
  private readonly selectFrequency: Database.Statement;
  private readonly selectGeneration: Database.Statement;
  private readonly counts = new LRUCache<string, number>({ max: KEPT_STEMS });
  /** The generation that `counts` stands for. */
  private generation = -1;

  constructor(database: Database.Database) {
    this.selectFrequency = database.prepare('SELECT doc FROM vocabulary WHERE term = ?').pluck();
    this.selectGeneration = database.prepare("SELECT value FROM facts WHERE name = 'generation'").pluck();
  }

  /** In the order given; 0 for a stem that no passage holds. */
  of(stems: readonly string[]): Map<string, number> {
    const generation = this.selectGeneration.get() as number;
    if (generation !== this.generation) this.counts.clear();
    this.generation = generation;
    return new Map(stems.map((stem) => [stem, this.count(stem)]));
  }

  private count(stem: string): number {
    const known = this.counts.get(stem);
    if (known !== undefined) return known;
    const count = (this.selectFrequency.get(stem) as number | undefined) ?? 0;
    this.counts.set(stem, count);
    return count;
  }
}
