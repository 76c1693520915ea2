import type { StructuredTextWriter } from './structured-text.js';
import { firstRowIsHeader, type TableRows, tableRecords } from './table-records.js';

/** Rows above the names of columns: a title, a date, a remark, each in a cell alone. */
const MOST_ROWS_ABOVE = 5;

/** Writes the rows of a sheet or a separated file: what stands above the table as paragraphs, then records. */
export function writeSheet(rows: TableRows, writer: StructuredTextWriter): void {
  const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '');
  const widest = rows.reduce((width, row) => Math.max(width, filled(row).length), 0);
  let above = 0;
  while (widest > 1 && above < MOST_ROWS_ABOVE && filled(rows[above] ?? []).length === 1) above += 1;
  const start = above < rows.length ? above : 0;
  for (const row of rows.slice(0, start)) writer.paragraph(filled(row).join(' '));
  const table = rows.slice(start);
  const named = firstRowIsHeader(table.slice(0, 2));
  const records = tableRecords(named ? (table[0] ?? []) : [], named ? table.slice(1) : table);
  for (const record of records) writer.record(record);
}
