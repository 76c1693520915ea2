import type { Span } from '../../documents/document.js';
import { foldLetters } from '../../passages/fold-letters.js';

/** What our text puts before an item of a list: pages draw it, and their text has none. */
const ITEM_MARK = /^[^\S\n]*(?:[-*•]|\d{1,3}\.)[^\S\n]+/gmu;
/** Ends the name of a field, or a field: `Plan: Pro; Price: €20`, or a term with its definition. */
const FIELD_END = /[:;]\s/u;
/** Characters at an end of a line in which words are looked for: a line may be as long as a book. */
const LONGEST_END = 400;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * A document's text as a browser searches the page for it: marks of lists blanked, runs of blanks as one, case,
 * accents and forms of letters ignored. Its terms lie within lines of ours, since a browser's lie within blocks.
 */
export class PageText {
  /** The lines of the quote without blanks and marks around them, empty ones left out. */
  readonly lines: readonly Span[];
  private readonly text: string;
  /** Where the quote begins: offsets are counted from there, which is quick in long texts. */
  private readonly anchor: number;
  private readonly before: string;
  private readonly whole: string;

  constructor(text: string, quote: Span) {
    this.text = text.replace(ITEM_MARK, (mark) => ' '.repeat(mark.length));
    this.lines = linesOf(this.text, quote);
    this.anchor = this.lines[0]?.start ?? quote.start;
    this.before = comparable(this.text.slice(0, this.anchor));
    this.whole = this.before + comparable(this.text.slice(this.anchor));
  }

  /** Whether a browser that looks from the page's beginning finds the span there and not before. */
  findsFirst(span: Span): boolean {
    return this.whole.indexOf(this.comparable(span)) === this.position(span.start);
  }

  /** The same for one that looks from `from` on. */
  findsNext(span: Span, from: number): boolean {
    return this.whole.indexOf(this.comparable(span), this.position(from)) === this.position(span.start);
  }

  /** At most so many words that stand before an offset, in its line or at the end of the one above. */
  wordsBefore(offset: number, most: number): Span | undefined {
    const start = Math.max(0, offset - LONGEST_END);
    const line = linesOf(this.text, { start, end: offset }).at(-1);
    return line && lastWords(this.text, afterFieldEnd(this.text, line), most);
  }

  /** At most so many words that stand after an offset, in its line or at the beginning of the one below. */
  wordsAfter(offset: number, most: number): Span | undefined {
    const [line] = linesOf(this.text, { start: offset, end: offset + LONGEST_END });
    return line && firstWords(this.text, line, most);
  }

  private comparable({ start, end }: Span): string {
    return comparable(this.text.slice(start, end));
  }

  private position(offset: number): number {
    const { length } = this.comparable({
      start: Math.min(offset, this.anchor),
      end: Math.max(offset, this.anchor),
    });
    return this.before.length + (offset < this.anchor ? -length : length);
  }
}

/** The first words of a line, with what stands between them. */
export function firstWords(text: string, line: Span, most: number): Span {
  const end = wordsIn(text, { start: line.start, end: Math.min(line.end, line.start + LONGEST_END) })[
    most - 1
  ]?.end;
  return { start: line.start, end: end ?? line.end };
}

/** The last words of a line, with what stands between and after them. */
export function lastWords(text: string, line: Span, most: number): Span {
  const start = wordsIn(text, { start: Math.max(line.start, line.end - LONGEST_END), end: line.end }).at(
    -most,
  )?.start;
  return { start: start ?? line.start, end: line.end };
}

/** Words of a line, up to `most`. */
export function countWords(text: string, line: Span, most: number): number {
  const head = { start: line.start, end: Math.min(line.end, line.start + LONGEST_END) };
  return Math.min(most, wordsIn(text, head).length);
}

/** Words as browsers tell them apart (UAX 29; dictionaries for scripts without blanks). */
function wordsIn(text: string, { start, end }: Span): Span[] {
  return [...segmenter.segment(text.slice(start, end))]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => ({ start: start + index, end: start + index + segment.length }));
}

function linesOf(text: string, { start, end }: Span): Span[] {
  const lines: Span[] = [];
  let position = start;
  for (const line of text.slice(start, end).split('\n')) {
    const blank = line.length - line.trimStart().length;
    const length = line.trim().length;
    if (length > 0) lines.push({ start: position + blank, end: position + blank + length });
    position += line.length + 1;
  }
  return lines;
}

function afterFieldEnd(text: string, line: Span): Span {
  const fields = text.slice(line.start, line.end).split(FIELD_END);
  return { start: line.end - (fields.at(-1)?.length ?? 0), end: line.end };
}

/** No finer than a browser's comparison, to which й and и are one: a fragment may say too much, never too little. */
function comparable(text: string): string {
  return foldLetters(text).normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/gu, ' ');
}
