import { rowsOfCells, type TextRun } from './pdf-lines.js';

/** A column of prose has at least so many lines, and its lines so many characters on average: cells of tables are shorter. */
export const LEAST_LINES = 4;
export const LEAST_CHARACTERS_A_LINE = 18;
/** Most lines of a column of prose fill this share of its width. */
const FILLED = 0.6;
/** Lines of prose beside notes in a margin; which share of those is on no line of it, give or take shares of a size. */
const LEAST_PROSE = 8;
const LEAST_APART = 0.6;
const SAME_LINE = 0.1;

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
export function filledLines(lines: readonly TextRun[], width: number): TextRun[] {
  return lines.filter((line) => line.width >= FILLED * width);
}

export function widthOf(column: readonly TextRun[]): number {
  const start = Math.min(...column.map(({ x }) => x));
  return Math.max(...column.map((segment) => segment.x + segment.width)) - start;
}

/** Whether notes stand beside prose: unlike the cells of a row, their lines are on no line of its. */
export function isMargin(notes: readonly TextRun[], prose: readonly TextRun[]): boolean {
  if (notes.length < LEAST_LINES || proseLines(prose) < LEAST_PROSE) return false;
  const apart = notes.filter((note) =>
    prose.every((line) => Math.abs(line.y - note.y) > SAME_LINE * Math.min(line.size, note.size)),
  );
  return apart.length >= LEAST_APART * notes.length;
}

export function segmentsOf(pieces: readonly TextRun[]): TextRun[] {
  return rowsOfCells(pieces).flat();
}
