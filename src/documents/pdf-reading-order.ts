import { linesOf, type PageLine, segmentsOf, type TextRun } from './pdf-lines.js';

/** Where in the width of a region a gutter is looked for, and at how many places. */
const LEFTMOST_GUTTER = 0.2;
const RIGHTMOST_GUTTER = 0.8;
const PLACES = 120;
/** Most of the text that may run across a gutter: titles, figures, a table over both columns. */
const MOST_CROSSING = 0.35;
/** A column has at least this share of the text beside the gutter, and is prose: cells of tables are shorter. */
const LEAST_SHARE = 0.2;
const LEAST_LINES = 4;
const LEAST_CHARACTERS_A_LINE = 18;
/** Most lines of a column of prose fill this share of its width. */
const FILLED = 0.6;
/** Columns within columns: three or four abreast are found as two and two. */
const DEEPEST = 3;

/**
 * The lines of a page in the order in which they are read: down the left column, then down the right; what
 * runs across both parts what is above it from what is below. A table is no set of columns: its rows stay lines.
 */
export function inReadingOrder(runs: readonly TextRun[]): PageLine[] {
  return orderRegion(segmentsOf(runs), 0);
}

function orderRegion(segments: readonly TextRun[], depth: number): PageLine[] {
  const gutter = depth < DEEPEST ? findGutter(segments) : undefined;
  if (gutter === undefined) return linesOf(segments);
  const lines: PageLine[] = [];
  let left: TextRun[] = [];
  let right: TextRun[] = [];
  let across: TextRun[] = [];
  const flushColumns = (): void => {
    lines.push(...orderRegion(left, depth + 1), ...orderRegion(right, depth + 1));
    left = [];
    right = [];
  };
  for (const segment of [...segments].sort((one, other) => one.y - other.y)) {
    if (crosses(segment, gutter)) {
      flushColumns();
      across.push(segment);
      continue;
    }
    lines.push(...linesOf(across));
    across = [];
    (segment.x < gutter ? left : right).push(segment);
  }
  flushColumns();
  lines.push(...linesOf(across));
  return lines;
}

function crosses(segment: TextRun, gutter: number): boolean {
  return segment.x < gutter && segment.x + segment.width > gutter;
}

/** Where the least text crosses, in the middle of the widest such stretch; `undefined` where no columns are. */
function findGutter(segments: readonly TextRun[]): number | undefined {
  if (segments.length < 2 * LEAST_LINES) return undefined;
  const start = Math.min(...segments.map(({ x }) => x));
  const width = Math.max(...segments.map((segment) => segment.x + segment.width)) - start;
  const places = Array.from({ length: PLACES }, (_, place) => {
    const share = LEFTMOST_GUTTER + ((RIGHTMOST_GUTTER - LEFTMOST_GUTTER) * place) / (PLACES - 1);
    return start + share * width;
  });
  const crossing = places.map((place) => characters(segments.filter((segment) => crosses(segment, place))));
  const least = Math.min(...crossing);
  const gutter = middleOfLongestRun(places, (place) => crossing[place] === least);
  const isGutter =
    least <= MOST_CROSSING * characters(segments) &&
    isColumn(
      segments.filter((segment) => segment.x + segment.width <= gutter),
      segments,
    ) &&
    isColumn(
      segments.filter((segment) => segment.x >= gutter),
      segments,
    );
  return isGutter ? gutter : undefined;
}

function middleOfLongestRun(places: readonly number[], isIn: (place: number) => boolean): number {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (let place = 0; place <= places.length; place += 1) {
    if (place < places.length && isIn(place)) continue;
    if (place - start > best.length) best = { start, length: place - start };
    start = place + 1;
  }
  return places[best.start + Math.floor(best.length / 2)] ?? 0;
}

function isColumn(column: readonly TextRun[], all: readonly TextRun[]): boolean {
  const length = characters(column);
  if (column.length < LEAST_LINES || length < LEAST_SHARE * characters(all)) return false;
  if (length / column.length < LEAST_CHARACTERS_A_LINE) return false;
  const start = Math.min(...column.map(({ x }) => x));
  const width = Math.max(...column.map((segment) => segment.x + segment.width)) - start;
  return column.filter((segment) => segment.width >= FILLED * width).length * 2 >= column.length;
}

function characters(segments: readonly TextRun[]): number {
  return segments.reduce((sum, { text }) => sum + text.length, 0);
}
