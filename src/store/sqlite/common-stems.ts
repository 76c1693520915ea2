import type Database from 'better-sqlite3';
import { KeptReads } from './kept-reads.js';
import { stemQuery } from './stem-query.js';

/** As many as are looked at where copies of one text take the places of others. */
const KEPT_PASSAGES = 1_000;
/** Of 1,000 passages each, some 3 MB in all. */
const KEPT_STEMS = 64;

/** Best first; BM25 by passage, higher is better. */
type Scores = ReadonlyMap<number, number>;

/**
 * The best passages for a stem that stands in so many that it is searched alone. FTS5 ranks them: it reads the lengths
 * of all of them in the time that we take for a tenth, and of a stem that meets no other, the best are all that is kept.
 */
export class CommonStems {
  private readonly select: Database.Statement;
  private readonly kept: KeptReads<string, Scores>;

  constructor(database: Database.Database) {
    this.select = database
      .prepare(
        `SELECT rowid, -bm25(lexicon) AS score FROM lexicon WHERE lexicon MATCH ?
         ORDER BY score DESC, rowid LIMIT ?`,
      )
      .raw();
    this.kept = new KeptReads(database, KEPT_STEMS, (stem) => this.read(stem, KEPT_PASSAGES));
  }

  /** The passages of the highest scores; of equal ones, those of the lowest ids. */
  best(stem: string, limit: number): Scores {
    if (limit > KEPT_PASSAGES) return this.read(stem, limit);
    const best = [...(this.kept.of([stem]).get(stem) ?? [])];
    return new Map(best.slice(0, limit));
  }

  private read(stem: string, limit: number): Scores {
    const query = stemQuery(stem);
    return new Map(query === undefined ? [] : (this.select.all(query, limit) as [number, number][]));
  }
}
