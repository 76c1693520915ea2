/**
 * A stem as FTS5 is asked for it: quoted, so that it is no operator.
 *
 * @returns undefined where it holds a NUL, which to FTS5 ends the query
 */
export function stemQuery(stem: string): string | undefined {
  return stem.includes('\0') ? undefined : `"${stem.replaceAll('"', '""')}"`;
}
