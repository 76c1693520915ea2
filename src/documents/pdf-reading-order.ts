import { baselines, linesOf, type PageLine, segmentsOf, type TextRun } from './pdf-lines.js';

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
/** In points; pages are set a little differently, and a gutter is found by its middle. */
const SAME_GUTTER = 12;
/** Of pages that have a gutter there: so many, and this share of all. */
const LEAST_PAGES = 2;
const LEAST_USUAL = 0.3;
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

/**
 * Where the columns of a document part, by its pages of plain prose. On a page with figures, listings or a wide table
 * nobody can find that by the page alone, and yet its text stands in the same columns.
 *
 * @returns from the left, one a place: left and right pages may have their own
 */
export function usualGutters(pages: readonly (readonly TextRun[])[]): number[] {
  const gutters = pages
    .map((runs) => findGutter(segmentsOf(runs)))
    .filter((gutter) => gutter !== undefined)
    .sort((one, other) => one - other);
  const places: number[][] = [];
  for (const gutter of gutters) {
    const near = places.at(-1);
    if (near?.[0] !== undefined && gutter - near[0] < SAME_GUTTER) near.push(gutter);
    else places.push([gutter]);
  }
  const least = Math.max(LEAST_PAGES, LEAST_USUAL * pages.length);
  return places.filter(({ length }) => length >= least).map((near) => near[Math.floor(near.length / 2)] ?? 0);
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

/** Whether one of two columns holds lines of prose; those of the other may be a figure's. */
function hasProse(left: readonly TextRun[], right: readonly TextRun[]): boolean {
  return [left, right].some((column) => proseLines(column) >= LEAST_LINES);
}

function proseLines(column: readonly TextRun[]): number {
  const width = widthOf(column);
  return column.filter(
    (segment) => segment.width >= FILLED * width && segment.text.length >= LEAST_CHARACTERS_A_LINE,
  ).length;
}

function widthOf(column: readonly TextRun[]): number {
  const start = Math.min(...column.map(({ x }) => x));
  return Math.max(...column.map((segment) => segment.x + segment.width)) - start;
}

/** Characters of text that runs across a place. */
function crossing(place: number, segments: readonly TextRun[]): number {
  return characters(segments.filter((segment) => crosses(segment, place)));
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
  const crossings = places.map((place) => crossing(place, segments));
  const least = Math.min(...crossings);
  const gutter = middleOfLongestRun(places, (place) => crossings[place] === least);
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
  const width = widthOf(column);
  return column.filter((segment) => segment.width >= FILLED * width).length * 2 >= column.length;
}

function characters(segments: readonly TextRun[]): number {
  return segments.reduce((sum, { text }) => sum + text.length, 0);
}
