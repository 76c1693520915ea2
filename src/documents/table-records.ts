import { oneLine } from './structured-text.js';

/** Cells of a table row by row, as text; a row may be shorter than others. */
export type TableRows = readonly (readonly string[])[];

/** A cell longer than this is content, so its row is no header. */
const LONGEST_HEADER_CELL = 60;
const NUMBER_OR_DATE = /^[\s\d.,:/%+\-–€$£¥()]*\d[\s\d.,:/%+\-–€$£¥()]*$/u;
const LABEL_END = /[:：]$/u;

/**
 * Rows as records that can be read, found and quoted alone: `Plan: Pro; Price: €20; Seats: 5`. A value whose
 * column has no name stands alone, an empty cell is left out.
 */
export function tableRecords(header: readonly string[], rows: TableRows): string[] {
  const names = header.map((name) => oneLine(name).replace(LABEL_END, '').trim());
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const value = oneLine(cell);
          const name = names[column] ?? '';
          if (value === '' || name === '') return value;
          return `${name}: ${value}`;
        })
        .filter((field) => field !== '')
        .join('; '),
    )
    .filter((record) => record !== '');
}

/** Whether the first row names the columns: short texts, no numbers, no name twice, and rows below it. */
export function firstRowIsHeader(rows: TableRows): boolean {
  const [first, ...rest] = rows;
  if (first === undefined || rest.length === 0) return false;
  const names = first.map(oneLine);
  const filled = names.filter((name) => name !== '');
  const widest = rest.reduce((width, row) => Math.max(width, row.length), 0);
  return (
    filled.length > 0 &&
    filled.length >= Math.min(2, widest) &&
    filled.length * 2 > names.length &&
    new Set(filled).size === filled.length &&
    filled.every((name) => name.length <= LONGEST_HEADER_CELL && !NUMBER_OR_DATE.test(name))
  );
}
