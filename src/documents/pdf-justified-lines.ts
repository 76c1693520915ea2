import type { TextRun } from './pdf-lines.js';

/** A gap of this share of the type's size, at least, is a blank; of one of more words may be apart from each other. */
const BLANK = 0.12;
/** All blanks of a justified line are stretched alike, give or take this factor. */
const ALIKE = 1.2;
/** Lines of a paragraph are closer, in sizes of type. */
const LEADING = 1.7;
/** Where a line's edges are told from: so many lines above and below it. */
const NEARBY = 3;
/** Edges that differ by at most this share of the type's size are at one place. */
const FLUSH = 0.3;
const SEVERAL_WORDS = /\S\s\S/u;

/**
 * Whether the gaps of a line are its stretched blanks and part no cells: they part single words, are alike, and the
 * line reaches from edge to edge of a paragraph. Where the line above or below has its gaps at the same places, both
 * are rows.
 *
 * @param lines of one column, from top to bottom, each from left to right
 */
export function isJustified(lines: readonly (readonly TextRun[])[], at: number): boolean {
  const line = lines[at] ?? [];
  if (!areAlike(line)) return false;
  const near = [...lines.slice(Math.max(0, at - NEARBY), at), ...lines.slice(at + 1, at + 1 + NEARBY)];
  const next = [lines[at - 1], lines[at + 1]].filter((other) => other !== undefined);
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined) return false;
  const isFlush = (edge: (other: readonly TextRun[]) => number) =>
    near.some((other) => Math.abs(edge(other) - edge(line)) <= FLUSH * first.size);
  return (
    isFlush(startOf) &&
    isFlush(endOf) &&
    next.some((other) => Math.abs((other[0]?.y ?? 0) - first.y) <= LEADING * first.size) &&
    near.some(isProse) &&
    !next.some((other) => sharesGaps(line, other, FLUSH * first.size))
  );
}

/** Whether blanks of a line, one at least, are of one width, and wherever two words are. */
export function areAlike(line: readonly TextRun[]): boolean {
  const widths = gapsOf(line).map(({ start, end }) => end - start);
  if (widths.length === 0 || line.some(({ text }) => SEVERAL_WORDS.test(text))) return false;
  return Math.max(...widths) <= ALIKE * Math.min(...widths);
}

function isProse(line: readonly TextRun[]): boolean {
  const gaps = gapsOf(line);
  return gaps.every(({ start, end, size }) => end - start <= size) || (gaps.length > 1 && areAlike(line));
}

/** Whether another line has as many gaps, each as wide as a cell's, that begin or end where those of the line do. */
function sharesGaps(line: readonly TextRun[], other: readonly TextRun[], tolerance: number): boolean {
  const gaps = gapsOf(line);
  const others = gapsOf(other).filter(({ start, end, size }) => end - start > size);
  return (
    gaps.length === others.length &&
    gaps.every(({ start, end }, at) => {
      const gap = others[at];
      if (gap === undefined) return false;
      return Math.abs(gap.start - start) <= tolerance || Math.abs(gap.end - end) <= tolerance;
    })
  );
}

function gapsOf(line: readonly TextRun[]): { start: number; end: number; size: number }[] {
  return line.slice(1).flatMap((piece, at) => {
    const before = line[at] ?? piece;
    const start = before.x + before.width;
    const size = Math.min(before.size, piece.size);
    return piece.x - start > BLANK * size ? [{ start, end: piece.x, size }] : [];
  });
}

function startOf(line: readonly TextRun[]): number {
  return line[0]?.x ?? 0;
}

function endOf(line: readonly TextRun[]): number {
  return Math.max(...line.map(({ x, width }) => x + width));
}
