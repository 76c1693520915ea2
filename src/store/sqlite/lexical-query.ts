/**
 * Occurrences that a lexical search looks at, unless its rarest term alone has more. FTS5 scores every passage that
 * holds any of the terms, some 5,000 a millisecond, so that a long question's time would grow with the index.
 */
const MOST_OCCURRENCES = 10_000;

/**
 * The FTS5 query that finds passages by any of a question's stems: from the rarest on, as many as the bound has room
 * for. What is left out says least: BM25 weighs a term by how few passages hold it.
 *
 * @param frequencies number of passages that hold each stem
 * @returns an empty string where no passage holds any
 */
export function lexicalQuery(
  frequencies: ReadonlyMap<string, number>,
  mostOccurrences = MOST_OCCURRENCES,
): string {
  // To FTS5 a NUL ends the query.
  const held = [...frequencies].filter(([stem, passages]) => passages > 0 && !stem.includes('\0'));
  const terms: string[] = [];
  let occurrences = 0;
  for (const [stem, passages] of held.sort(([, a], [, b]) => a - b)) {
    occurrences += passages;
    if (occurrences > mostOccurrences && terms.length > 0) break;
    // Every stem quoted, so that none is an operator.
    terms.push(`"${stem.replaceAll('"', '""')}"`);
  }
  return terms.join(' OR ');
}
