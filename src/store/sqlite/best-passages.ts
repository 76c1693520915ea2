import type { ScoredPassages } from './stem-scores.js';

interface Sum {
  readonly passage: number;
  readonly score: number;
}

/**
 * The passages of the highest sums, best first; of equal ones, those of the lowest ids. Sums are made in the order of
 * the stems, so that the same question has the same to the last bit.
 *
 * @returns sums by passage, `limit` at most
 */
export function bestPassages(stems: readonly ScoredPassages[], limit: number): Map<number, number> {
  const best: Sum[] = [];
  const next = stems.map(() => 0);
  for (;;) {
    const passage = lowest(stems, next);
    if (passage === undefined) break;
    let score = 0;
    for (let stem = 0; stem < stems.length; stem++) {
      const { passages, scores } = stems[stem] as ScoredPassages;
      const place = next[stem] as number;
      if (passages[place] !== passage) continue;
      score += scores[place] as number;
      next[stem] = place + 1;
    }
    if (best.length === limit && score <= (best.at(-1)?.score ?? 0)) continue;
    best.splice(placeOf(score, best), 0, { passage, score });
    if (best.length > limit) best.pop();
  }
  return new Map(best.map(({ passage, score }) => [passage, score]));
}

/** The next passage of all lists, each of which is ascending. */
function lowest(stems: readonly ScoredPassages[], next: readonly number[]): number | undefined {
  let passage: number | undefined;
  for (let stem = 0; stem < stems.length; stem++) {
    const candidate = stems[stem]?.passages[next[stem] as number];
    if (candidate !== undefined && (passage === undefined || candidate < passage)) passage = candidate;
  }
  return passage;
}

/** Behind all that are as high. */
function placeOf(score: number, best: readonly Sum[]): number {
  let [low, high] = [0, best.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((best[middle]?.score ?? 0) >= score) low = middle + 1;
    else high = middle;
  }
  return low;
}
