import type { Span } from './document.js';
import { isGraphemeBoundary } from './grapheme-boundary.js';

/** A line of a text, without its line end and trimmed; `blank` lines have `start === end`. */
export interface TextLine extends Span {
  readonly text: string;
  /** Where the untrimmed line starts: `start - lineStart` is its indentation. */
  readonly lineStart: number;
}

/** The lines of a text in order, blank ones included. */
export function textLines(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let lineStart = 0;
  while (lineStart <= text.length) {
    const newline = text.indexOf('\n', lineStart);
    const lineEnd = newline < 0 ? text.length : newline;
    const whole = text.slice(lineStart, lineEnd);
    const trimmed = whole.trim();
    let start = trimmed === '' ? lineStart : lineStart + whole.indexOf(trimmed);
    let end = start + trimmed.length;
    // A blank that carries a combining mark is no blank.
    while (start > lineStart && !isGraphemeBoundary(text, start)) start -= 1;
    while (end < lineEnd && !isGraphemeBoundary(text, end)) end += 1;
    const kept = end - start === trimmed.length ? trimmed : text.slice(start, end);
    lines.push({ text: kept, start, end, lineStart });
    lineStart = lineEnd + 1;
  }
  return lines;
}
