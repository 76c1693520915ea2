/** A run of text on a page, in points; `y` is its baseline, counted from the top of the page. */
export interface TextRun {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Height of the type. */
  readonly size: number;
}

/** A line of a column: runs on one baseline, joined. */
export interface PageLine extends TextRun {}

/** Runs on one line differ in their baseline by less than this share of their size (indices, roundings). */
const BASELINE_TOLERANCE = 0.5;
/** A gap of this share of the type's size is a blank. */
const BLANK = 0.12;
/** A wider gap parts columns: words of justified lines are closer. */
const COLUMN_GAP = 1;

/** Runs joined to segments that no gutter of columns crosses. */
export function segmentsOf(runs: readonly TextRun[]): PageLine[] {
  return baselines(runs).flatMap((line) => joinRuns(line, COLUMN_GAP, ''));
}

/** Segments of one column joined to lines from top to bottom; cells of a row are parted by tabs. */
export function linesOf(segments: readonly TextRun[]): PageLine[] {
  return baselines(segments).flatMap((line) => joinRuns(line, Number.POSITIVE_INFINITY, '\t'));
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

/** @param separator of runs that a column's gap parts; empty where such runs stay apart */
function joinRuns(runs: readonly TextRun[], widestGap: number, separator: string): PageLine[] {
  const joined: { text: string; x: number; y: number; width: number; size: number }[] = [];
  for (const run of runs) {
    const open = joined.at(-1);
    const gap = open === undefined ? 0 : run.x - (open.x + open.width);
    const size = Math.min(open?.size ?? run.size, run.size);
    if (open === undefined || gap > widestGap * size) {
      joined.push({ ...run });
      continue;
    }
    const wide = separator !== '' && gap > COLUMN_GAP * size;
    const parted = gap > BLANK * size && !/\s$/u.test(open.text) && !/^\s/u.test(run.text);
    open.text += `${wide ? separator : parted ? ' ' : ''}${run.text}`;
    open.width = Math.max(open.width, run.x + run.width - open.x);
    // The line's own size, not that of an index or a small mark in it.
    open.size = Math.max(open.size, run.size);
  }
  return joined.map((line) => ({ ...line, text: line.text.trim() })).filter(({ text }) => text !== '');
}
