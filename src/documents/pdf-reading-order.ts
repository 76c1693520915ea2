import { crosses, crossing, DEEPEST, findGutter, type Gutter, partAt } from './pdf-gutters.js';
import { baselines, linesOf, type PageLine, piecesOf, type TextRun } from './pdf-lines.js';
import { hasProse } from './pdf-prose-lines.js';

/**
 * The lines of a page in the order in which they are read: down the left column, then down the right; what
 * runs across both parts what is above it from what is below. A table is no set of columns: its rows stay lines.
 */
export function inReadingOrder(runs: readonly TextRun[], usualGutters: readonly number[] = []): PageLine[] {
  const pieces = piecesOf(runs);
  const gutter = findGutter(pieces);
  if (gutter !== undefined || usualGutters.length === 0) return orderRegion(pieces, 0, gutter);
  const [usual = 0] = [...usualGutters].sort((one, other) => crossing(one, pieces) - crossing(other, pieces));
  return orderRegion(pieces, 0, { start: usual, end: usual }, hasProse);
}

/** @param isColumns whether what stands beside the gutter, between lines that cross it, is columns at all */
function orderRegion(
  pieces: readonly TextRun[],
  depth: number,
  gutter = depth < DEEPEST ? findGutter(pieces, depth) : undefined,
  isColumns?: (left: readonly TextRun[], right: readonly TextRun[]) => boolean,
): PageLine[] {
  if (gutter === undefined) return linesOf(pieces);
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
  // Where columns have to be shown first, a line of which a part crosses is a row of a table or a listing.
  for (const line of isColumns === undefined ? segmentsAround(gutter, pieces) : baselines(pieces)) {
    if (line.some((piece) => crosses(piece, gutter))) {
      flushColumns();
      across.push(...line);
      continue;
    }
    lines.push(...linesOf(across));
    across = [];
    for (const piece of line) (piece.x < gutter.end ? left : right).push(piece);
  }
  flushColumns();
  lines.push(...linesOf(across));
  return lines;
}

function segmentsAround(gutter: Gutter, pieces: readonly TextRun[]): TextRun[][] {
  const { left, right, across } = partAt(gutter, pieces);
  return [...left, ...right, ...across].sort((one, other) => one.y - other.y).map((segment) => [segment]);
}
