import { areAlike } from './pdf-justified-lines.js';
import { baselines, cellsOf, type TextRun } from './pdf-lines.js';
import {
  filledLines,
  isMargin,
  LEAST_CHARACTERS_A_LINE,
  LEAST_LINES,
  segmentsOf,
  widthOf,
} from './pdf-prose-lines.js';

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
/** A column has at least this share of the text beside the gutter. */
const LEAST_SHARE = 0.2;
/** Of three columns or more, which are narrower. */
const LEAST_CHARACTERS_OF_MANY = 12;

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

function characters(pieces: readonly TextRun[]): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0);
}
