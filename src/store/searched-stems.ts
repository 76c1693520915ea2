/**
 * Occurrences that a lexical search looks at, unless its rarest stem alone has more. Every passage that holds any of
 * the stems is scored (some 5,000 a millisecond), so that a long question's time would grow with the index.
 */
export const MOST_OCCURRENCES = 10_000;

/**
 * The stems of a question that are searched: from the rarest on, as many as the bound has room for. What is left out
 * says least: BM25 weighs a stem by how few passages hold it. A stem of more occurrences than the bound is searched
 * alone or not at all.
 *
 * @param frequencies number of passages that hold each stem
 * @returns the rarest first; none where no passage holds any
 */
export function searchedStems(
  frequencies: Iterable<readonly [stem: string, passages: number]>,
  mostOccurrences = MOST_OCCURRENCES,
): string[] {
  const held = [...frequencies].filter(([, passages]) => passages > 0);
  const searched: string[] = [];
  let occurrences = 0;
  for (const [stem, passages] of held.sort(([, a], [, b]) => a - b)) {
    occurrences += passages;
    if (occurrences > mostOccurrences && searched.length > 0) break;
    searched.push(stem);
  }
  return searched;
}
