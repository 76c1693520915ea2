import type { Span } from './document.js';
import { tableRecords } from './table-records.js';
import { textLines } from './text-lines.js';

/** Markdown whose tables are written as records. */
export interface MarkdownRecords {
  readonly text: string;
  readonly records: readonly Span[];
}

const FENCE = /^(?<mark>`{3,}|~{3,})/u;
const DELIMITER_ROW = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/u;
const STARTS_OTHER_BLOCK = /^(?:#{1,6}\s|[-*+>]\s|\d+[.)]\s|`{3}|~{3})/u;
const LINE_BREAK = /<br\s*\/?>/giu;
/** A bar that parts cells: one with a backslash before it is text (GitHub Flavored Markdown, 4.10). */
const CELL_BAR = /(?<!\\)\|/u;
/** GitHub Flavored Markdown: four columns of indentation are code. */
const DEEPEST_INDENT = 3;

/**
 * Writes the rows of tables (GitHub Flavored Markdown) as records, `Plan: Pro; Price: €20`, so that a quoted row
 * carries its header. All else stays as it is, tables in fenced code included.
 */
export function writeMarkdownTables(markdown: string): MarkdownRecords {
  const lines = textLines(markdown);
  const chunks: string[] = [];
  const records: Span[] = [];
  let length = 0;
  let copiedTo = 0;
  let openFence: string | undefined;
  const push = (chunk: string): void => {
    chunks.push(chunk);
    length += chunk.length;
  };
  for (let position = 0; position < lines.length; position += 1) {
    const line = lines[position];
    if (line === undefined) break;
    const mark = FENCE.exec(line.text)?.groups?.['mark'];
    if (openFence !== undefined) {
      if (mark?.startsWith(openFence) === true && line.text === mark) openFence = undefined;
      continue;
    }
    openFence = mark;
    const delimiter = lines[position + 1];
    if (delimiter === undefined || line.start - line.lineStart > DEEPEST_INDENT) continue;
    if (!line.text.includes('|') || !delimiter.text.includes('|') || !DELIMITER_ROW.test(delimiter.text))
      continue;
    const header = cellsOf(line.text);
    if (header.length !== cellsOf(delimiter.text).length) continue;
    let next = position + 2;
    const rows: string[][] = [];
    for (let row = lines[next]; row !== undefined && isRow(row.text); row = lines[next]) {
      rows.push(cellsOf(row.text).slice(0, header.length));
      next += 1;
    }
    const written = tableRecords(header, rows);
    if (written.length === 0) continue;
    push(markdown.slice(copiedTo, line.lineStart));
    if (position > 0 && lines[position - 1]?.text !== '') push('\n');
    for (const record of written) {
      const start = length;
      push(record);
      records.push({ start, end: length });
      push('\n\n');
    }
    copiedTo =
      lines[next]?.text === ''
        ? (lines[next + 1]?.lineStart ?? markdown.length)
        : (lines[next]?.lineStart ?? markdown.length);
    position = next - 1;
  }
  push(markdown.slice(copiedTo));
  return { text: records.length === 0 ? markdown : chunks.join(''), records };
}

function isRow(line: string): boolean {
  return line !== '' && !STARTS_OTHER_BLOCK.test(line);
}

function cellsOf(line: string): string[] {
  const inner = line.replace(/^\|/u, '').replace(/(?<!\\)\|$/u, '');
  return inner.split(CELL_BAR).map((cell) => cell.replaceAll('\\|', '|').replace(LINE_BREAK, ' ').trim());
}
