import type { ScoredPassages } from './stem-scores.js';

/**
 * The passages of the highest sums, best first; of equal ones, those of the lowest ids. Sums are made in the order of
 * the stems, so that the same question has the same to the last bit.
 *
 * @returns sums by passage, `limit` at most
 */
export function bestPassages(stems: readonly ScoredPassages[], limit: number): Map<number, number> {
  const best: { passage: number; score: number }[] = [];
  for (const found of sums(stems)) {
    const worst = best.at(-1);
    if (worst && best.length === limit && found.score <= worst.score) continue;
    best.splice(placeOf(found.score, best), 0, found);
    if (best.length > limit) best.pop();
  }
  return new Map(best.map(({ passage, score }) => [passage, score]));
}

/** Merges the ascending lists: every passage once, with the sum of its scores. */
function* sums(stems: readonly ScoredPassages[]): Generator<{ passage: number; score: number }> {
  const next = stems.map(() => 0);
  for (;;) {
    let passage = Number.POSITIVE_INFINITY;
    for (const [list, { passages }] of stems.entries()) {
      passage = Math.min(passage, passages[next[list] as number] ?? Number.POSITIVE_INFINITY);
    }
    if (passage === Number.POSITIVE_INFINITY) return;
    let score = 0;
    for (const [list, { passages, scores }] of stems.entries()) {
      const position = next[list] as number;
      if (passages[position] !== passage) continue;
      score += scores[position] as number;
      next[list] = position + 1;
    }
    yield { passage, score };
  }
}

/** Behind all that are as high. */
function placeOf(score: number, best: readonly { readonly score: number }[]): number {
  let [low, high] = [0, best.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((best[middle]?.score ?? 0) >= score) low = middle + 1;
    else high = middle;
  }
  return low;
}
