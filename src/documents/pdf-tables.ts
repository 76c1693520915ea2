import type { LineCell, PageLine } from './pdf-lines.js';
import { type Column, LEADING, type Row, rowOf, rowsBelow, rowsFrom } from './pdf-rows.js';
import { firstRowIsHeader, tableRecords } from './table-records.js';

/** A table of a page. */
export interface PdfTable {
  /** One a row, to be quoted whole. */
  readonly records: readonly string[];
}

/** Rows that fill all columns: prose with wide gaps has no such. */
const LEAST_FULL = 0.6;
/** With the first. */
const LEAST_ROWS = 3;
/** A cell of more characters is prose; a few of a table's rows may have one. */
const PROSE = 150;
const LIST_MARK = /^(?:\P{L}|\(?[\p{L}\d]{1,3}[.)])$/u;
const LEAST_NUMERIC = 0.8;
/** What no list of labels and values has: there the first of the values would pass for a name. */
const LEAST_COLUMNS = 3;
const NUMERIC = /\d/u;
const LONG_NAME = /\p{L}{2}/u;
/** A name of a column has letters, and no colon: `Author: Jane` is a value with its label. */
const NAME = /^(?=.*\p{L})[^:：]*$/u;

/**
 * Tells tables from the places of their cells. Rows of one whose first row can be told to be its header (set in type of
 * its own, or without figures above columns of figures) carry it; of any other table they stay as they are, and whole.
 *
 * @returns the lines in their order, those of tables as tables
 */
export function withTables(lines: readonly PageLine[]): (PageLine | PdfTable)[] {
  const found: (PageLine | PdfTable)[] = [];
  let free = 0;
  for (let start = 0; start < lines.length; ) {
    const { rows, columns, end } = rowsFrom(lines, start);
    if (!isTable(rows)) {
      found.push(...lines.slice(start, start + 1));
      start += 1;
      continue;
    }
    const above = hasHeader(rows) ? headerAbove(lines.slice(free, start + 1), columns) : undefined;
    if (above === undefined) {
      found.push({ records: rows.map(rowText) });
      start = end;
    } else {
      found.splice(found.length - above.length, above.length);
      const [header = [], ...body] = rows;
      const names = header.map((cell, at) => nameOf(cell, above, at));
      const rest = restOf(lines, end, columns, names);
      found.push({ records: [...recordsOf(names, body), ...rest.records] });
      start = rest.end;
    }
    free = start;
  }
  return found;
}

/** What follows of a table below lines of it that stand in no columns. */
function restOf(
  lines: readonly PageLine[],
  start: number,
  columns: readonly Column[],
  names: readonly string[],
): { records: string[]; end: number } {
  const records: string[] = [];
  let end = start;
  for (;;) {
    const below = rowsBelow(lines, end, columns);
    if (below.rows.length === 0) return { records, end };
    records.push(lines[end]?.text ?? '', ...recordsOf(names, below.rows));
    end = below.end;
  }
}

/** Rows enough, most of them full; neither a list with its marks apart nor prose beside notes in the margin. */
function isTable(rows: readonly Row[]): boolean {
  const full = rows.filter((row) => row.every((cell) => cell !== undefined)).length;
  const long = rows.filter((row) => row.some((cell) => (cell?.text.length ?? 0) > PROSE)).length;
  const isList = rows.every(([label]) => label === undefined || LIST_MARK.test(label.text));
  return rows.length >= LEAST_ROWS && full >= LEAST_FULL * rows.length && long * 2 < rows.length && !isList;
}

function recordsOf(names: readonly string[], body: readonly Row[]): string[] {
  return tableRecords(
    names,
    body.map((row) => row.map((cell) => cell?.text ?? '')),
  );
}

function rowText(row: Row): string {
  return row.flatMap((cell) => (cell === undefined ? [] : [cell.text])).join('\t');
}

/** A name of a column, with what stands of it in lines above. */
function nameOf(cell: LineCell | undefined, above: readonly Row[], at: number): string {
  return [...above.map((row) => row[at]), cell]
    .flatMap((part) => (part === undefined ? [] : [part.text]))
    .join(' ');
}

/**
 * The lines above a header that are its first ones: those of its names that take several.
 *
 * @param lines those before the table, and the header
 * @returns undefined where names stand over several columns, so that those of the columns are not all of it
 */
function headerAbove(lines: readonly PageLine[], columns: readonly Column[]): Row[] | undefined {
  const above: Row[] = [];
  for (let at = lines.length - 2; at >= 0; at -= 1) {
    const [line, below] = [lines[at], lines[at + 1]];
    if (!line || !below) break;
    const step = (below.y - line.y) / Math.max(line.size, below.size);
    if (step <= 0 || step >= LEADING) break;
    const row = rowOf(line, columns);
    // A line alone over all, or at the left, is the table's title.
    if (line.cells.length === 1 && (row === undefined || row[0] !== undefined)) break;
    if (row === undefined) return undefined;
    above.unshift(row);
  }
  return above;
}

function hasHeader(rows: readonly Row[]): boolean {
  const texts = rows.map((row) => row.map((cell) => cell?.text ?? ''));
  const [header = [], ...body] = rows;
  // A column of labels often has no name.
  const names = header.slice(header[0] === undefined ? 1 : 0);
  if (names.some((cell) => cell !== undefined && !NAME.test(cell.text))) return false;
  // Marks of footnotes above the names are none.
  const long = names.filter((cell) => LONG_NAME.test(cell?.text ?? ''));
  if (long.length * 2 < names.length) return false;
  if (names.some((cell) => cell === undefined) || !firstRowIsHeader(texts)) return false;
  const fonts = new Set(body.flat().map((cell) => cell?.font));
  if (names.every((cell) => !fonts.has(cell?.font))) return true;
  const isNumeric = (column: number) => {
    const cells = body.map((row) => row[column]?.text ?? '').filter((text) => text !== '');
    return cells.filter((text) => NUMERIC.test(text)).length >= LEAST_NUMERIC * cells.length;
  };
  const numeric = header.filter((_, column) => isNumeric(column)).length;
  const hasNumbers = names.some((cell) => NUMERIC.test(cell?.text ?? ''));
  return header.length >= LEAST_COLUMNS && !hasNumbers && numeric * 2 >= header.length;
}
