/**
 * Retrieval measures as trec_eval computes them (`success`, `recip_rank`, `ndcg_cut`, `recall`), for one question.
 *
 * `ranked` holds distinct ids, best first; `grades` the grade (1 or more) of every relevant id. All results lie in
 * 0..1, and are 0 where nothing is relevant: such questions are left out of averages, as trec_eval does.
 */

/** 1 if one of the first `k` is relevant, else 0. */
export function successAt(ranked: readonly string[], grades: ReadonlyMap<string, number>, k: number): number {
  return ranked.slice(0, k).some((id) => grades.has(id)) ? 1 : 0;
}

/** 1 / rank of the first relevant id among the first `k`, 0 if there is none. */
export function reciprocalRankAt(
  ranked: readonly string[],
  grades: ReadonlyMap<string, number>,
  k: number,
): number {
  const rank = ranked.slice(0, k).findIndex((id) => grades.has(id)) + 1;
  return rank === 0 ? 0 : 1 / rank;
}

/** Share of the relevant ids that are among the first `k`. */
export function recallAt(ranked: readonly string[], grades: ReadonlyMap<string, number>, k: number): number {
  if (grades.size === 0) return 0;
  return ranked.slice(0, k).filter((id) => grades.has(id)).length / grades.size;
}

/**
 * Normalised discounted cumulative gain: the gain is the grade itself, the discount log2(rank + 1)
 * (Järvelin and Kekäläinen 2002, as in trec_eval's `ndcg_cut`).
 */
export function ndcgAt(ranked: readonly string[], grades: ReadonlyMap<string, number>, k: number): number {
  const ideal = [...grades.values()].sort((first, second) => second - first).slice(0, k);
  const best = discountedGain(ideal);
  return best === 0 ? 0 : discountedGain(ranked.slice(0, k).map((id) => grades.get(id) ?? 0)) / best;
}

function discountedGain(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}
