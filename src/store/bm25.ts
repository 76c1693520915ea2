/** Parameters of BM25 (Robertson and Zaragoza, 2009) as SQLite's FTS5 has them. */
const K1 = 1.2;
const B = 0.75;
/** FTS5's weight of a term that half of all passages hold or more. */
const LEAST_WEIGHT = 1e-6;

/** What BM25 knows of all passages. */
export interface Collection {
  readonly passages: number;
  /** Terms of all of them. */
  readonly terms: number;
}

/**
 * What one stem adds to the score of each passage that holds it, as FTS5 computes it.
 *
 * @param frequency number of passages that hold the stem
 * @returns the score of a passage of `length` terms that holds the stem `count` times
 */
export function stemScore(
  frequency: number,
  { passages, terms }: Collection,
): (count: number, length: number) => number {
  const weight = Math.log((passages - frequency + 0.5) / (frequency + 0.5));
  const average = terms / passages;
  return (count, length) => {
    const saturation = (count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / average));
    return (weight > 0 ? weight : LEAST_WEIGHT) * saturation;
  };
}

/**
 * BM25 as FTS5 computes it, so that a passage has the score that it has on one machine. Lucene's own rounds the length
 * of a passage to one byte, counts what was deleted until it is merged away, and counts each shard by itself.
 *
 * @param terms of the passage
 * @param stems of the question, each once
 */
export function bm25(
  terms: readonly string[],
  stems: readonly string[],
  collection: Collection & { readonly frequencies: ReadonlyMap<string, number> },
): number {
  const occurrences = new Map<string, number>();
  for (const term of terms) occurrences.set(term, (occurrences.get(term) ?? 0) + 1);
  return stems.reduce((score, stem) => {
    const scoreOf = stemScore(collection.frequencies.get(stem) ?? 0, collection);
    return score + scoreOf(occurrences.get(stem) ?? 0, terms.length);
  }, 0);
}
