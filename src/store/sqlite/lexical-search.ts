import type Database from 'better-sqlite3';
import { searchedStems } from '../searched-stems.js';
import { bestPassages } from './best-passages.js';
import type { PassageFrequencies } from './passage-frequencies.js';
import { StemScores } from './stem-scores.js';
import { StoreFacts } from './store-facts.js';

/** What full-text search found in one generation. */
export interface LexicalFindings {
  readonly generation: number;
  /** Number of passages that hold each of the stems. */
  readonly passageFrequencies: ReadonlyMap<string, number>;
  /** By passage; higher is better. */
  readonly scores: ReadonlyMap<number, number>;
}

/** Full-text search, ranked by BM25. */
export class LexicalSearch {
  private readonly facts: StoreFacts;
  private readonly stemScores: StemScores;

  constructor(
    database: Database.Database,
    private readonly frequencies: PassageFrequencies,
  ) {
    this.facts = new StoreFacts(database);
    this.stemScores = new StemScores(database);
  }

  /** The passages that hold any of the stems, `limit` at most. Runs within the caller's transaction. */
  find(stems: readonly string[], limit: number): LexicalFindings {
    const passageFrequencies = this.frequencies.of(stems);
    const found = this.stemScores.of(searchedStems(passageFrequencies));
    return {
      generation: this.facts.generation(),
      passageFrequencies,
      scores: bestPassages([...found.values()], limit),
    };
  }
}
