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
/** A wider gap parts columns: words of justified lines are closer. */
const COLUMN_GAP = 1;

/** Runs joined to segments that no gutter of columns crosses. */
export function segmentsOf(runs: readonly TextRun[]): TextRun[] {
  return baselines(runs).flatMap((line) => joinRuns(line));
}

/** Segments of one column joined to lines from top to bottom; cells of a row are parted by tabs. */
export function linesOf(segments: readonly TextRun[]): PageLine[] {
  return baselines(segments).flatMap((line) => {
    const cells = joinRuns(line);
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

/** Runs joined where no column's gap parts them. */
function joinRuns(runs: readonly TextRun[]): TextRun[] {
  const joined: { text: string; x: number; y: number; width: number; size: number; font: string }[] = [];
  for (const run of runs) {
    const open = joined.at(-1);
    const gap = open === undefined ? 0 : run.x - (open.x + open.width);
    const size = Math.min(open?.size ?? run.size, run.size);
    if (open === undefined || gap > COLUMN_GAP * size) {
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
