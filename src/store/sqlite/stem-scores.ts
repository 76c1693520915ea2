import type Database from 'better-sqlite3';
import { KeptReads } from './kept-reads.js';
import { stemQuery } from './stem-query.js';

/** Occurrences of 16 bytes each: the commonest words of questions, of which most questions have some. */
const KEPT_OCCURRENCES = 1_000_000;

/** The passages that hold a stem, and what it adds to each one's BM25, higher is better. */
export interface ScoredPassages {
  /** Ascending ids. */
  readonly passages: Float64Array;
  readonly scores: Float64Array;
}

/**
 * A passage's BM25 is a sum over the stems that are looked for. What one adds is the same in every question until the
 * index changes, and FTS5 takes a microsecond or two a passage to tell: so it is kept by stem.
 */
export class StemScores extends KeptReads<string, ScoredPassages> {
  constructor(database: Database.Database) {
    // Only the full-text match and its rank: joined conditions can make FTS5 abandon its index.
    const select = database
      .prepare('SELECT rowid, -bm25(lexicon) FROM lexicon WHERE lexicon MATCH ? ORDER BY rowid')
      .raw();
    super(
      database,
      KEPT_OCCURRENCES,
      (stem) => {
        const rows = select.all(stemQuery(stem)) as [passage: number, bm25: number][];
        return {
          passages: Float64Array.from(rows, ([passage]) => passage),
          scores: Float64Array.from(rows, ([, bm25]) => bm25),
        };
      },
      ({ passages }) => passages.length,
    );
  }
}
