import type Database from 'better-sqlite3';
import { stemScore } from '../bm25.js';
import { KeptReads } from './kept-reads.js';
import { PassageLengths } from './passage-lengths.js';

/** Passages of 16 bytes each, 8 MB in all: the commonest words of questions, of which most questions have some. */
const KEPT_PASSAGES = 500_000;
/** What a stem of no passage takes, in passages: its arrays, its key and its place among those kept, some 560 bytes. */
const PASSAGES_A_STEM = 35;

/** The passages that hold a stem, and what it adds to each one's BM25, higher is better. */
export interface ScoredPassages {
  /** Ascending ids. */
  readonly passages: Float64Array;
  readonly scores: Float64Array;
}

/**
 * A passage's BM25 is a sum over the stems that are looked for, and what one adds is the same in every question until
 * the index changes: it is kept by stem. Computed here from where FTS5 says that the stem stands, in a third of the time
 * that FTS5's `bm25()` takes: it reads the length of each passage anew.
 */
export class StemScores extends KeptReads<string, ScoredPassages> {
  constructor(database: Database.Database) {
    database.exec(`CREATE VIRTUAL TABLE temp.occurrences USING fts5vocab('main', 'lexicon', 'instance')`);
    // As one text: a row for each occurrence would take as long as all else.
    const select = database
      .prepare('SELECT json_group_array(doc) FROM temp.occurrences WHERE term = ?')
      .pluck();
    const lengths = new PassageLengths(database);
    super(
      database,
      KEPT_PASSAGES,
      (stem) => scoredPassages(JSON.parse(select.get(stem) as string) as number[], lengths),
      ({ passages }) => PASSAGES_A_STEM + passages.length,
    );
  }
}

/** @param occurrences the passage of each, ascending */
function scoredPassages(occurrences: readonly number[], lengths: PassageLengths): ScoredPassages {
  const passages: number[] = [];
  const counts: number[] = [];
  for (const passage of occurrences) {
    if (passages.at(-1) !== passage) {
      passages.push(passage);
      counts.push(0);
    }
    counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
  }
  const scoreOf = stemScore(passages.length, lengths.collection());
  return {
    passages: Float64Array.from(passages),
    scores: Float64Array.from(passages, (passage, place) => scoreOf(counts[place] ?? 0, lengths.of(passage))),
  };
}
