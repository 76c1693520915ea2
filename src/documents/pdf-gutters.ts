import { segmentsOf, type TextRun } from './pdf-lines.js';

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
/** Lines of prose beside notes in a margin; which share of those is on no line of it, give or take shares of a size. */
const LEAST_PROSE = 8;
const LEAST_APART = 0.6;
const SAME_LINE = 0.1;

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

/** Whether one of two columns holds lines of prose; those of the other may be a figure's. */
export function hasProse(left: readonly TextRun[], right: readonly TextRun[]): boolean {
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
export function crossing(place: number, segments: readonly TextRun[]): number {
  return characters(segments.filter((segment) => crosses(segment, place)));
}

export function crosses(segment: TextRun, gutter: number): boolean {
  return segment.x < gutter && segment.x + segment.width > gutter;
}

/** Where the least text crosses, in the middle of the widest such stretch; `undefined` where no columns are. */
export function findGutter(segments: readonly TextRun[]): number | undefined {
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
  if (least > MOST_CROSSING * characters(segments)) return undefined;
  const left = segments.filter((segment) => segment.x + segment.width <= gutter);
  const right = segments.filter((segment) => segment.x >= gutter);
  const areColumns = isColumn(left, segments) && isColumn(right, segments);
  return areColumns || isMargin(left, right) || isMargin(right, left) ? gutter : undefined;
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

/** Whether notes stand beside prose: unlike the cells of a row, their lines are on no line of its. */
function isMargin(notes: readonly TextRun[], prose: readonly TextRun[]): boolean {
  if (notes.length < LEAST_LINES || proseLines(prose) < LEAST_PROSE) return false;
  const apart = notes.filter((note) =>
    prose.every((line) => Math.abs(line.y - note.y) > SAME_LINE * Math.min(line.size, note.size)),
  );
  return apart.length >= LEAST_APART * notes.length;
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
