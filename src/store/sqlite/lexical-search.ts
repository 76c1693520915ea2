import type Database from 'better-sqlite3';
import { lexicalQuery } from './lexical-query.js';
import type { PassageFrequencies } from './passage-frequencies.js';
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
  private readonly select: Database.Statement;

  constructor(
    database: Database.Database,
    private readonly frequencies: PassageFrequencies,
  ) {
    this.facts = new StoreFacts(database);
    // Only the full-text match and its rank: joined conditions can make FTS5 abandon its index. By `rank`, FTS5 would
    // sort all that it finds itself, with their positions; SQLite keeps the best alone: a third less time.
    this.select = database.prepare(
      `SELECT rowid AS passage, -bm25(lexicon) AS bm25 FROM lexicon WHERE lexicon MATCH ?
       ORDER BY bm25(lexicon) LIMIT ?`,
    );
  }

  /** The passages that hold any of the stems, `limit` at most. Runs within the caller's transaction. */
  find(stems: readonly string[], limit: number): LexicalFindings {
    const passageFrequencies = this.frequencies.of(stems);
    const scores = new Map<number, number>();
    const query = lexicalQuery(passageFrequencies);
    if (query !== '') {
      const rows = this.select.all(query, limit) as { passage: number; bm25: number }[];
      for (const { passage, bm25 } of rows) scores.set(passage, bm25);
    }
    return { generation: this.facts.generation(), passageFrequencies, scores };
  }
}
