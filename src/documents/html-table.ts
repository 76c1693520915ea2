import { attributeOf, childElements, elementsIn, type HtmlElement } from './html-tree.js';
import { firstRowIsHeader, tableRecords } from './table-records.js';

/** HTML allows 1000 (WHATWG, "forming a table"); a table that people read has fewer. */
const MOST_COLUMNS_SPANNED = 100;
const MOST_ROWS_SPANNED = 1_000;
const SECTIONS: ReadonlySet<string> = new Set(['thead', 'tbody', 'tfoot']);
/** What no cell of a table of data holds: a table around such parts arranges a page. */
const LAYOUT: ReadonlySet<string> = new Set('table h1 h2 h3 h4 h5 h6 section article form'.split(' '));

interface Cell {
  readonly text: string;
  readonly isHeader: boolean;
}

interface Row {
  readonly cells: readonly Cell[];
  readonly inHead: boolean;
}

/** The rows of a table as records, or `undefined` where it is there for layout only. */
export function htmlTableRecords(
  table: HtmlElement,
  textOf: (cell: HtmlElement) => string,
): string[] | undefined {
  const rowElements = rowsOf(table);
  if (rowElements.some(([row]) => cellsOf(row).some(holdsLayout))) return undefined;
  const rows = spreadSpans(rowElements, textOf).filter(({ cells }) => cells.some(({ text }) => text !== ''));
  const widest = rows.reduce((width, { cells }) => Math.max(width, cells.length), 0);
  if (widest < 2) return undefined;
  const headerRows = rows.findIndex(
    ({ inHead, cells }) => !inHead && !cells.every(({ isHeader }) => isHeader),
  );
  const marked = headerRows < 0 ? rows.length : headerRows;
  const body = rows.slice(marked).map(({ cells }) => cells);
  const texts = body.map((cells) => cells.map(({ text }) => text));
  if (marked > 0) return tableRecords(columnNames(rows.slice(0, marked)), texts);
  const namesRows = body.every((cells) => cells.length === 2 && cells[0]?.isHeader === true);
  if (namesRows) return texts.flatMap(([name = '', value = '']) => tableRecords([name], [[value]]));
  const hasHeaderCells = body.some((cells) => cells.some(({ isHeader }) => isHeader));
  if (hasHeaderCells || !firstRowIsHeader(texts)) return tableRecords([], texts);
  return tableRecords(texts[0] ?? [], texts.slice(1));
}

/** The rows of this table, not of tables in it, each with whether it stands in the `thead`. */
function rowsOf(table: HtmlElement): [row: HtmlElement, inHead: boolean][] {
  return childElements(table).flatMap((child): [HtmlElement, boolean][] => {
    if (child.tagName === 'tr') return [[child, false]];
    if (!SECTIONS.has(child.tagName)) return [];
    return childElements(child)
      .filter(({ tagName }) => tagName === 'tr')
      .map((row) => [row, child.tagName === 'thead']);
  });
}

function cellsOf(row: HtmlElement): HtmlElement[] {
  return childElements(row).filter(({ tagName }) => tagName === 'td' || tagName === 'th');
}

function holdsLayout(cell: HtmlElement): boolean {
  let paragraphs = 0;
  for (const { tagName } of elementsIn(cell)) {
    if (LAYOUT.has(tagName)) return true;
    if (tagName === 'p') paragraphs += 1;
  }
  return paragraphs > 3;
}

/** A cell that spans rows stands in each of them; one that spans columns stands once, the others stay empty. */
function spreadSpans(rows: readonly [HtmlElement, boolean][], textOf: (cell: HtmlElement) => string): Row[] {
  let hanging = new Map<number, { cell: Cell; left: number }>();
  return rows.map(([row, inHead]) => {
    const cells: Cell[] = [];
    const next = new Map<number, { cell: Cell; left: number }>();
    const takeHanging = (): void => {
      for (let above = hanging.get(cells.length); above !== undefined; above = hanging.get(cells.length)) {
        if (above.left > 1) next.set(cells.length, { cell: above.cell, left: above.left - 1 });
        cells.push(above.cell);
      }
    };
    for (const element of cellsOf(row)) {
      takeHanging();
      const cell = { text: textOf(element), isHeader: element.tagName === 'th' };
      const columns = spanOf(element, 'colspan', MOST_COLUMNS_SPANNED);
      const rowsSpanned = spanOf(element, 'rowspan', MOST_ROWS_SPANNED);
      for (let column = 0; column < columns; column += 1) {
        const spread = column === 0 || inHead || cell.isHeader ? cell : { ...cell, text: '' };
        if (rowsSpanned > 1) next.set(cells.length, { cell: spread, left: rowsSpanned - 1 });
        cells.push(spread);
      }
    }
    takeHanging();
    hanging = next;
    return { cells, inHead };
  });
}

function spanOf(cell: HtmlElement, name: string, most: number): number {
  const span = Number.parseInt(attributeOf(cell, name) ?? '1', 10);
  return Number.isNaN(span) ? 1 : Math.min(Math.max(span, 1), most);
}

/** Header rows above one another name a column together: `2024 Revenue`. */
function columnNames(rows: readonly Row[]): string[] {
  const widest = rows.reduce((width, { cells }) => Math.max(width, cells.length), 0);
  return Array.from({ length: widest }, (_, column) =>
    [...new Set(rows.map(({ cells }) => cells[column]?.text ?? '').filter((text) => text !== ''))].join(' '),
  );
}
