import { searchedStems } from '../searched-stems.js';

/**
 * The FTS5 query that finds passages by any of a question's stems; see {@link searchedStems}.
 *
 * @param frequencies number of passages that hold each stem
 * @returns an empty string where no passage holds any
 */
export function lexicalQuery(frequencies: ReadonlyMap<string, number>): string {
  // To FTS5 a NUL ends the query.
  const speakable = [...frequencies].filter(([stem]) => !stem.includes('\0'));
  // Every stem quoted, so that none is an operator.
  return searchedStems(speakable)
    .map((stem) => `"${stem.replaceAll('"', '""')}"`)
    .join(' OR ');
}
