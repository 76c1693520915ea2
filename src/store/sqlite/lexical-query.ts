import { searchedStems } from '../searched-stems.js';

/**
 * The FTS5 query that finds passages by any of a question's stems; see {@link searchedStems}.
 *
 * @param frequencies number of passages that hold each stem
 * @returns an empty string where no passage holds any
 */
export function lexicalQuery(frequencies: ReadonlyMap<string, number>): string {
  const speakable = [...frequencies].filter(([stem]) => stemQuery(stem) !== undefined);
  return searchedStems(speakable).map(stemQuery).join(' OR ');
}

/**
 * A stem as FTS5 is asked for it: quoted, so that it is no operator.
 *
 * @returns undefined where it holds a NUL, which to FTS5 ends the query
 */
export function stemQuery(stem: string): string | undefined {
  return stem.includes('\0') ? undefined : `"${stem.replaceAll('"', '""')}"`;
}
