import type { Span } from '../../documents/document.js';
import type { PageText } from './page-text.js';
import { directiveOf, FIELD_NAME, type TextDirective } from './text-directive.js';

/** A cell before a row is short, or as much of it as tells it apart. */
const WORDS_OF_A_CELL = 16;

interface Cell {
  readonly value: Span;
  /** Of its column. */
  readonly name?: Span;
}

/**
 * Names rows of a table: from the first cell to the last; with the cell before the row, where the first would be found
 * elsewhere first.
 *
 * @param lines the rows as records: `Plan: Pro; Price: €20`
 */
export function recordDirective(
  text: string,
  page: PageText,
  lines: readonly Span[],
): TextDirective | undefined {
  const cells = lines
    .flatMap((line) => cellsOf(text, line))
    .filter(({ value }) => text.slice(value.start, value.end).trim() !== '');
  const [first] = cells;
  const last = cells.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const ends = first === last ? { start: first.value } : { start: first.value, end: last.value };
  if (page.findsFirst(first.value)) return directiveOf(text, ends, {});
  return directiveOf(text, ends, { prefix: cellBefore(text, page, first, last) });
}

/** In the page, the last cell of the row above stands before a row; before the first row, the last column's name. */
function cellBefore(text: string, page: PageText, first: Cell, last: Cell): Span | undefined {
  const column = last.name;
  const above = page.wordsBefore((first.name ?? first.value).start, WORDS_OF_A_CELL);
  if (above === undefined || column === undefined) return column ?? above;
  const name = text.slice(column.start, column.end);
  return text.slice(0, above.start).endsWith(`${name}: `) ? above : column;
}

function cellsOf(text: string, line: Span): Cell[] {
  let position = line.start;
  return text
    .slice(line.start, line.end)
    .split('; ')
    .map((field) => {
      const start = position;
      position += field.length + 2;
      const name = FIELD_NAME.exec(field)?.[0] ?? '';
      const value = { start: start + name.length, end: start + field.length };
      if (name === '') return { value };
      return { value, name: { start, end: start + name.replace(/:\s+$/u, '').length } };
    });
}
