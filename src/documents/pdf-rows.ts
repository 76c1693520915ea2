import type { LineCell, PageLine } from './pdf-lines.js';

/** Cells of a row by their columns; `undefined` where a column has none. */
export type Row = (LineCell | undefined)[];

/** Where the text of a column stands, from left to right. */
export interface Column {
  start: number;
  end: number;
}

/** Lines of one cell are closer than rows; in sizes of type. */
export const LEADING = 1.35;
/** Paragraphs of one cell; in sizes of type. */
const PARAGRAPH_STEP = 2.2;
/** Rows that are further apart, in sizes of type, are none of one table. */
const WIDEST_STEP = 4;
/** No page has more. */
const MOST_ROWS = 1_000;
/** A cell next to no other may miss its column's text by this much of the type's size. */
const NEAR = 1.5;
const LONGEST_CELL = 200;
const ONLY_NUMBERS = /^[\s\d.,:/%+\-–—€$£¥()]+$/u;
const STARTS_LOWER = /^\p{Ll}/u;

/** The rows that begin with a line, whose cells are its columns, and where they end. */
export function rowsFrom(
  lines: readonly PageLine[],
  start: number,
): { rows: Row[]; columns: Column[]; end: number } {
  const first = lines[start];
  if (first === undefined || first.cells.length < 2) return { rows: [], columns: [], end: start };
  const columns = first.cells.map(({ x, width }) => ({ start: x, end: x + width }));
  const rows: Row[] = [[...first.cells]];
  const label = lines[start + 1]?.cells[0];
  if (label && lines[start + 1]?.cells.length === first.cells.length + 1 && label.x + label.width < first.x) {
    columns.unshift({ start: label.x, end: label.x + label.width });
    rows[0]?.unshift(undefined);
  }
  return { rows, columns, end: addRows(lines, start + 1, columns, rows) };
}

/**
 * The rows that follow a line which stands in no columns, such as one whose cells run into each other.
 *
 * @returns none where what follows are no rows of these columns, each with a cell in the place
 */
export function rowsBelow(
  lines: readonly PageLine[],
  start: number,
  columns: readonly Column[],
): { rows: Row[]; end: number } {
  const [misfit, next] = [lines[start], lines[start + 1]];
  const step = misfit && next ? (next.y - misfit.y) / misfit.size : 0;
  const row = next && rowOf(next, columns);
  const follows = step > 0 && step <= WIDEST_STEP && row?.every((cell) => cell !== undefined);
  if (!misfit || misfit.cells.length < 2 || !follows) return { rows: [], end: start };
  const rows: Row[] = [];
  return {
    rows,
    end: addRows(
      lines,
      start + 1,
      columns.map((column) => ({ ...column })),
      rows,
    ),
  };
}

/** @param rows gets what stands in the columns, which are widened by it @returns the first line that does not */
function addRows(lines: readonly PageLine[], start: number, columns: Column[], rows: Row[]): number {
  let at = start;
  for (; at < lines.length && rows.length < MOST_ROWS; at += 1) {
    const [line, before] = [lines[at], lines[at - 1]];
    const row = line && rowOf(line, columns);
    if (!line || !before || !row) break;
    const step = (line.y - before.y) / Math.max(line.size, before.size);
    if (step <= 0 || step > WIDEST_STEP) break;
    const last = rows.at(-1);
    if (last && goesOn(row, step, last, rows.length === 1)) {
      for (const [column, cell] of row.entries()) last[column] = joined(last[column], cell);
    } else {
      // A line in the first column alone is a label's first line, or none of the table's.
      const isLabel = row.filter((cell) => cell !== undefined).length === 1;
      const next = isLabel ? lines[at + 1] : undefined;
      const rest = next && rowOf(next, columns);
      if (isLabel && !(rest && next && isRestOfLabel(row, rest, (next.y - line.y) / line.size))) break;
      if (isLabel && rest) {
        rest[0] = joined(row[0], rest[0]);
        at += 1;
      }
      rows.push(rest ?? row);
    }
    for (const [column, cell] of row.entries()) if (cell) widen(columns, column, cell);
  }
  return at;
}

/** Each cell in the column that it stands in; `undefined` where one stands in none, in several, or with another. */
export function rowOf({ cells, size }: PageLine, columns: readonly Column[]): Row | undefined {
  const row: Row = columns.map(() => undefined);
  for (const cell of cells) {
    if (cell.text.length > LONGEST_CELL) return undefined;
    const over = columns.flatMap((column, at) =>
      cell.x < column.end && cell.x + cell.width > column.start ? [at] : [],
    );
    const near = columns.flatMap((column, at) => {
      const gap = Math.max(column.start - (cell.x + cell.width), cell.x - column.end);
      return gap < NEAR * size ? [at] : [];
    });
    const [at, ...others] = over.length > 0 ? over : near;
    if (at === undefined || others.length > 0) return undefined;
    // Within a cell that goes on below its label, a list has its marks apart.
    if (row[at] !== undefined && row[0] !== undefined) return undefined;
    row[at] = joined(row[at], cell);
  }
  return row;
}

/**
 * Whether a line goes on in cells of the row above: in words beside no label, in a single one of them after a gap, too;
 * or in small letters throughout, below a label that begins with a capital one.
 */
function goesOn(row: Row, step: number, above: Row, isHeader: boolean): boolean {
  const [label] = row;
  const cells = row.filter((cell) => cell !== undefined);
  if (label !== undefined) {
    const isLower = cells.every(({ text }) => STARTS_LOWER.test(text));
    return cells.length > 1 && isLower && step < LEADING && !STARTS_LOWER.test(above[0]?.text ?? '');
  }
  if (cells.some(({ text }) => ONLY_NUMBERS.test(text))) return false;
  return step < (cells.length === 1 && !isHeader ? PARAGRAPH_STEP : LEADING);
}

function isRestOfLabel([label]: Row, rest: Row, step: number): boolean {
  const isRow = rest.filter((cell) => cell !== undefined).length > 1;
  return label !== undefined && isRow && step < LEADING && STARTS_LOWER.test(rest[0]?.text ?? '');
}

function joined(one: LineCell | undefined, other: LineCell | undefined): LineCell | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const end = Math.max(one.x + one.width, other.x + other.width);
  const x = Math.min(one.x, other.x);
  return { ...one, x, width: end - x, text: `${one.text} ${other.text}` };
}

function widen(columns: Column[], at: number, { x, width }: LineCell): void {
  const column = columns[at];
  if (column === undefined) return;
  column.start = Math.min(column.start, x);
  column.end = Math.max(column.end, x + width);
}
