import { crosses, crossing, findGutter, hasProse } from './pdf-gutters.js';
import { baselines, linesOf, type PageLine, segmentsOf, type TextRun } from './pdf-lines.js';

/** Columns within columns: three or four abreast are found as two and two. */
const DEEPEST = 3;

/**
 * The lines of a page in the order in which they are read: down the left column, then down the right; what
 * runs across both parts what is above it from what is below. A table is no set of columns: its rows stay lines.
 */
export function inReadingOrder(runs: readonly TextRun[], usualGutters: readonly number[] = []): PageLine[] {
  const segments = segmentsOf(runs);
  const gutter = findGutter(segments);
  if (gutter !== undefined || usualGutters.length === 0) return orderRegion(segments, 0, gutter);
  const [usual] = [...usualGutters].sort((one, other) => crossing(one, segments) - crossing(other, segments));
  return orderRegion(segments, 0, usual, hasProse);
}

/** @param isColumns whether what stands beside the gutter, between lines that cross it, is columns at all */
function orderRegion(
  segments: readonly TextRun[],
  depth: number,
  gutter = depth < DEEPEST ? findGutter(segments) : undefined,
  isColumns?: (left: readonly TextRun[], right: readonly TextRun[]) => boolean,
): PageLine[] {
  if (gutter === undefined) return linesOf(segments);
  const lines: PageLine[] = [];
  let left: TextRun[] = [];
  let right: TextRun[] = [];
  let across: TextRun[] = [];
  const flushColumns = (): void => {
    if (isColumns?.(left, right) ?? true)
      lines.push(...orderRegion(left, depth + 1), ...orderRegion(right, depth + 1));
    else lines.push(...linesOf([...left, ...right]));
    left = [];
    right = [];
  };
  const sorted = [...segments].sort((one, other) => one.y - other.y);
  // Where columns have to be shown first, a line of which a part crosses is a row of a table or a listing.
  for (const line of isColumns === undefined ? sorted.map((segment) => [segment]) : baselines(sorted)) {
    if (line.some((segment) => crosses(segment, gutter))) {
      flushColumns();
      across.push(...line);
      continue;
    }
    lines.push(...linesOf(across));
    across = [];
    for (const segment of line) (segment.x < gutter ? left : right).push(segment);
  }
  flushColumns();
  lines.push(...linesOf(across));
  return lines;
}
