/**
 * Number of insertions, deletions, substitutions and swaps of neighbours that make `a` into `b`, none of them
 * inside another (Damerau 1964, in the restricted form known as optimal string alignment). Counts UTF-16 code units.
 *
 * @returns the distance, or `limit + 1` for any that is greater than `limit`
 */
export function editDistance(a: string, b: string, limit: number): number {
  const beyond = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return beyond;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let distance = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        distance = Math.min(distance, at(beforePrevious, column - 2) + 1);
      }
      current.push(distance);
    }
    if (Math.min(...current) > limit) return beyond;
    beforePrevious = previous;
    previous = current;
  }
  return Math.min(at(previous, b.length), beyond);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
