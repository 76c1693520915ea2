import { wellFormed } from '../row-checksum.js';
import { LONGEST_STEM } from './index-layout.js';
import type { IndexState } from './index-state.js';
import { type Clause, visiblePassages } from './visible.js';

/**
 * Breadth of the search in the graph of each segment, of which an index has several: that of the store on one machine.
 * Lucene takes it from the number of neighbours asked for.
 */
const SEARCH_BREADTH = 400;
/** Lucene takes 1,024 clauses of a query; no question has as many words that say something. */
const MOST_STEMS = 1_000;
/** The most that a search gives by default. */
const MOST_HITS = 10_000;

/** The passages nearest to a vector. */
export function denseQuery(state: IndexState, vector: Float32Array, limit: number): object {
  const { filter, mustNot } = visiblePassages(state);
  const bool = { filter, must_not: mustNot };
  const hidden = filter.length + mustNot.length > 0;
  // In the clause, where the graph is searched: filtered afterwards, what is hidden would take the place of others.
  const knn = {
    vector: Array.from(vector),
    k: Math.max(limit, SEARCH_BREADTH),
    ...(hidden && { filter: { bool } }),
  };
  return { size: limit, _source: false, query: { knn: { vector: knn } } };
}

/** All of the ids with their cosines, by no graph: their number is that of the neighbours asked for. */
export function exactQuery(vector: Float32Array, ids: readonly number[]): object {
  const knn = { vector: Array.from(vector), k: ids.length, filter: { terms: { key: ids } } };
  return { size: ids.length, _source: false, query: { knn: { vector: knn } } };
}

/** Passages that hold any of the stems, best first by Lucene's BM25, with their terms. */
export function lexicalQuery(state: IndexState, stems: readonly string[], limit: number): object {
  const { filter, mustNot } = visiblePassages(state);
  const should = stems.map((stem): Clause => ({ term: { terms: stem } }));
  return {
    size: Math.min(limit, MOST_HITS),
    _source: ['terms'],
    track_total_hits: false,
    query: { bool: { should, minimum_should_match: 1, filter, must_not: mustNot } },
  };
}

/** Counts what is there, which Lucene's own frequencies do only once what was deleted is merged away. */
export function countingQuery(state: IndexState, stems: readonly string[]): object {
  const { filter, mustNot } = visiblePassages(state);
  const filters = stems.map((stem): Clause => ({ term: { terms: stem } }));
  return {
    size: 0,
    query: { bool: { filter, must_not: mustNot } },
    aggs: { stems: { filters: { filters } } },
  };
}

/** Those that a passage can hold. */
export function searchableStems(stems: readonly string[]): string[] {
  return stems
    .filter((stem) => stem !== '' && stem.length <= LONGEST_STEM && wellFormed(stem) === stem)
    .slice(0, MOST_STEMS);
}
