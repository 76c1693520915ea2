import { isJustified } from './pdf-justified-lines.js';

/** A run of text on a page, in points; `y` is its baseline, counted from the top of the page. */
export interface TextRun {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Height of the type. */
  readonly size: number;
  /** Name of the type within the document. */
  readonly font: string;
}

/** What stands together in a line; alone, or as a cell of a row. */
export type LineCell = Pick<TextRun, 'text' | 'x' | 'width' | 'font'>;

/** A line of a column: runs on one baseline, joined. */
export interface PageLine extends TextRun {
  /** From left to right; the line's text is theirs, parted by tabs. */
  readonly cells: readonly LineCell[];
}

/** Runs on one line differ in their baseline by less than this share of their size (indices, roundings). */
const BASELINE_TOLERANCE = 0.5;
/** A gap of this share of the type's size is a blank. */
const BLANK = 0.12;
/** A gap of at most this share parts words, be they justified: gutters of columns are wider. */
const WORD_GAP = 0.6;
/** A wider gap parts cells, unless a justified line is stretched so far. */
const CELL_GAP = 1;

/** Runs joined where the gap is surely one of words, so that no piece crosses a gutter of columns. */
export function piecesOf(runs: readonly TextRun[]): TextRun[] {
  return baselines(runs).flatMap((line) => joinRuns(line, WORD_GAP));
}

/** Pieces on one baseline joined to cells; all of them where the line is stretched from edge to edge. */
export function cellsOf(line: readonly TextRun[], isStretched: boolean): TextRun[] {
  return joinRuns(line, isStretched ? Number.POSITIVE_INFINITY : CELL_GAP);
}

/** The cells of each line of one column, from top to bottom. */
export function rowsOfCells(pieces: readonly TextRun[]): TextRun[][] {
  const lines = baselines(pieces);
  return lines.map((line, at) => cellsOf(line, isJustified(lines, at)));
}

/** Pieces of one column joined to lines from top to bottom; cells of a row are parted by tabs. */
export function linesOf(pieces: readonly TextRun[]): PageLine[] {
  return rowsOfCells(pieces).flatMap((cells) => {
    const [first] = cells;
    return first === undefined ? [] : [lineOf(first, cells)];
  });
}

function lineOf(first: TextRun, cells: readonly TextRun[]): PageLine {
  return {
    ...first,
    cells,
    text: cells.map(({ text }) => text).join('\t'),
    width: Math.max(...cells.map(({ x, width }) => x + width)) - first.x,
    // The line's own size, not that of a small mark in it.
    size: Math.max(...cells.map(({ size }) => size)),
  };
}

/** From top to bottom, each from left to right. */
export function baselines(runs: readonly TextRun[]): TextRun[][] {
  const lines: TextRun[][] = [];
  for (const run of [...runs].sort((one, other) => one.y - other.y || one.x - other.x)) {
    const line = lines.at(-1);
    const first = line?.[0];
    const isSame =
      first !== undefined && Math.abs(run.y - first.y) < BASELINE_TOLERANCE * Math.min(run.size, first.size);
    if (isSame) line?.push(run);
    else lines.push([run]);
  }
  return lines.map((line) => line.sort((one, other) => one.x - other.x));
}

/** @param widest gap within a segment, as a share of the type's size */
function joinRuns(runs: readonly TextRun[], widest: number): TextRun[] {
  const joined: { text: string; x: number; y: number; width: number; size: number; font: string }[] = [];
  for (const run of runs) {
    const open = joined.at(-1);
    const gap = open === undefined ? 0 : run.x - (open.x + open.width);
    const size = Math.min(open?.size ?? run.size, run.size);
    if (open === undefined || gap > widest * size) {
      joined.push({ ...run });
      continue;
    }
    const parted = gap > BLANK * size && !/\s$/u.test(open.text) && !/^\s/u.test(run.text);
    open.text += `${parted ? ' ' : ''}${run.text}`;
    open.width = Math.max(open.width, run.x + run.width - open.x);
    // The segment's own size, not that of an index in it.
    open.size = Math.max(open.size, run.size);
  }
  return joined
    .map((segment) => ({ ...segment, text: segment.text.trim() }))
    .filter(({ text }) => text !== '');
}
