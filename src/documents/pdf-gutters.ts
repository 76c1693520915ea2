import { areAlike } from './pdf-justified-lines.js';
import { baselines, cellsOf, piecesOf, rowsOfCells, type TextRun } from './pdf-lines.js';

/** A band of a region, from top to bottom, that the least of its text crosses. */
export interface Gutter {
  readonly start: number;
  readonly end: number;
}

/** What stands beside a gutter, and what runs across it. */
interface Parts {
  readonly left: readonly TextRun[];
  readonly right: readonly TextRun[];
  readonly across: readonly TextRun[];
}

/** Where in the width of a region a gutter is looked for, and how many points apart at most. */
const LEFTMOST_GUTTER = 0.2;
const RIGHTMOST_GUTTER = 0.8;
const LEAST_PLACES = 120;
const STEP = 1.5;
/** Columns within columns: three or four abreast are found as two and two. */
export const DEEPEST = 3;
/** Most of the text that may run across a gutter: titles, figures, a table over both columns. */
const MOST_CROSSING = 0.35;
/** A column has at least this share of the text beside the gutter, and is prose: cells of tables are shorter. */
const LEAST_SHARE = 0.2;
const LEAST_LINES = 4;
const LEAST_CHARACTERS_A_LINE = 18;
/** Of three columns or more, which are narrower. */
const LEAST_CHARACTERS_OF_MANY = 12;
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
    .flatMap((runs) => {
      const gutter = findGutter(piecesOf(runs));
      return gutter === undefined ? [] : [(gutter.start + gutter.end) / 2];
    })
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
  return filledLines(segmentsOf(column), width).filter(({ text }) => text.length >= LEAST_CHARACTERS_A_LINE)
    .length;
}

/** Lines that fill most of a column's width, as those of prose do. */
function filledLines(lines: readonly TextRun[], width: number): TextRun[] {
  return lines.filter((line) => line.width >= FILLED * width);
}

function widthOf(column: readonly TextRun[]): number {
  const start = Math.min(...column.map(({ x }) => x));
  return Math.max(...column.map((segment) => segment.x + segment.width)) - start;
}

/** Characters of text that runs across a place. */
export function crossing(place: number, pieces: readonly TextRun[]): number {
  return characters(pieces.filter((piece) => crosses(piece, { start: place, end: place })));
}

export function crosses(piece: TextRun, { start, end }: Gutter): boolean {
  return piece.x < end && piece.x + piece.width > start;
}

/** Of a line that crosses a gutter, what stands beside it is joined to what crosses it, unless it is another cell. */
export function partAt(gutter: Gutter, pieces: readonly TextRun[]): Parts {
  const left: TextRun[] = [];
  const right: TextRun[] = [];
  const across: TextRun[] = [];
  for (const line of baselines(pieces)) {
    const isAcross = line.some((piece) => crosses(piece, gutter));
    for (const segment of isAcross ? cellsOf(line, areAlike(line)) : line) {
      if (crosses(segment, gutter)) across.push(segment);
      else (segment.x < gutter.end ? left : right).push(segment);
    }
  }
  return { left, right, across };
}

/** Where the least text crosses, the widest such stretch; `undefined` where no columns are. */
export function findGutter(pieces: readonly TextRun[], depth = 0): Gutter | undefined {
  if (depth >= DEEPEST || pieces.length < 2 * LEAST_LINES) return undefined;
  const start = Math.min(...pieces.map(({ x }) => x));
  const width = widthOf(pieces);
  const range = (RIGHTMOST_GUTTER - LEFTMOST_GUTTER) * width;
  const steps = Math.max(LEAST_PLACES, Math.ceil(range / STEP));
  const places = Array.from(
    { length: steps + 1 },
    (_, step) => start + LEFTMOST_GUTTER * width + (range * step) / steps,
  );
  const crossings = places.map((place) => crossing(place, pieces));
  const least = Math.min(...crossings);
  const gutter = longestRun(places, (place) => crossings[place] === least);
  const { left, right, across } = partAt(gutter, pieces);
  if (characters(across) > MOST_CROSSING * characters(pieces)) return undefined;
  const areColumns = isColumn(left, pieces, depth) && isColumn(right, pieces, depth);
  if (areColumns || isMargin(segmentsOf(left), segmentsOf(right))) return gutter;
  return isMargin(segmentsOf(right), segmentsOf(left)) ? gutter : undefined;
}

function longestRun(places: readonly number[], isIn: (place: number) => boolean): Gutter {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (let place = 0; place <= places.length; place += 1) {
    if (place < places.length && isIn(place)) continue;
    if (place - start > best.length) best = { start, length: place - start };
    start = place + 1;
  }
  return { start: places[best.start] ?? 0, end: places[best.start + best.length - 1] ?? 0 };
}

/** Whether notes stand beside prose: unlike the cells of a row, their lines are on no line of its. */
function isMargin(notes: readonly TextRun[], prose: readonly TextRun[]): boolean {
  if (notes.length < LEAST_LINES || proseLines(prose) < LEAST_PROSE) return false;
  const apart = notes.filter((note) =>
    prose.every((line) => Math.abs(line.y - note.y) > SAME_LINE * Math.min(line.size, note.size)),
  );
  return apart.length >= LEAST_APART * notes.length;
}

/** Whether a side is a column of prose, or columns. */
function isColumn(side: readonly TextRun[], all: readonly TextRun[], depth: number): boolean {
  const length = characters(side);
  if (length < LEAST_SHARE * characters(all)) return false;
  const segments = segmentsOf(side);
  const filled = filledLines(segments, widthOf(side));
  const isProse =
    segments.length >= LEAST_LINES &&
    length >= segments.length * (depth === 0 ? LEAST_CHARACTERS_A_LINE : LEAST_CHARACTERS_OF_MANY) &&
    filled.length * 2 >= segments.length;
  return isProse || findGutter(side, depth + 1) !== undefined;
}

function segmentsOf(pieces: readonly TextRun[]): TextRun[] {
  return rowsOfCells(pieces).flat();
}

function characters(pieces: readonly TextRun[]): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0);
}
