import type { Heading, PageStart, Span } from './document.js';
import { normaliseText } from './normalise-text.js';

/** A text put together from blocks, with the maps of what stands where in it. */
export interface StructuredText {
  /** Normalised; blocks are parted by a blank line, items of a list by a line end. */
  readonly text: string;
  readonly headings: readonly Heading[];
  readonly pages: readonly PageStart[];
  /** Table rows and other records, each quoted whole. */
  readonly records: readonly Span[];
}

const BLOCK_GAP = '\n\n';
const ITEM_GAP = '\n';
const ITEM_INDENT = '  ';
const DEEPEST_INDENT = 8;
const DEEPEST_HEADING = 6;
/** Blanks, but not line ends: no-break spaces of markup part words as any other does. */
const BLANKS = /[^\S\n]+/gu;
const BLANKS_AROUND_LINE_END = / ?\n ?/gu;

/** Writes the text of a format that has structure of its own (markup, slides, sheets), block by block. */
export class StructuredTextWriter {
  readonly #chunks: string[] = [];
  readonly #headings: Heading[] = [];
  readonly #pages: PageStart[] = [];
  readonly #records: Span[] = [];
  #length = 0;
  #afterItem = false;
  #pendingPage: number | undefined;

  /** @param level 1 is the outermost; deeper than 6 counts as 6. */
  heading(level: number, text: string): void {
    const content = oneLine(text);
    const span = this.#append(content, BLOCK_GAP);
    if (span === undefined) return;
    this.#headings.push({ ...span, text: content, level: Math.min(Math.max(level, 1), DEEPEST_HEADING) });
  }

  /** A paragraph; line ends in it stay. */
  paragraph(text: string): void {
    this.#append(collapseBlanks(text), BLOCK_GAP);
  }

  /** @param depth 0 is an item of an outermost list. @param marker `-`, or the item's number as `3.` */
  listItem(depth: number, marker: string, text: string): void {
    const content = oneLine(text);
    if (content === '') return;
    const indent = ITEM_INDENT.repeat(Math.min(depth, DEEPEST_INDENT));
    this.#append(`${indent}${marker} ${content}`, this.#afterItem ? ITEM_GAP : BLOCK_GAP);
    this.#afterItem = true;
  }

  /** Items that follow belong to another list. */
  endList(): void {
    this.#afterItem = false;
  }

  /** One row of a table, written so that it can be understood alone. */
  record(text: string): void {
    const span = this.#append(oneLine(text), BLOCK_GAP);
    if (span !== undefined) this.#records.push(span);
  }

  /** A row like {@link record} whose columns have no names: its cells stay parted by tabs. */
  row(text: string): void {
    const span = this.#append(normaliseText(text).trim(), BLOCK_GAP);
    if (span !== undefined) this.#records.push(span);
  }

  /** Code and other text whose blanks matter. */
  preformatted(text: string): void {
    const content = normaliseText(text)
      .replace(/^(?:[^\S\n]*\n)+/u, '')
      .trimEnd();
    this.#append(content.replace(/\n{3,}/gu, BLOCK_GAP), BLOCK_GAP);
  }

  /** Text like {@link preformatted} that goes on where the block before it was broken off by a page's end. */
  runOn(text: string): void {
    this.#append(normaliseText(text).trim(), ITEM_GAP);
  }

  /**
   * Text that goes on within a word, which the block before it ends with and a hyphen.
   *
   * @param isCompound whether the word is written with the hyphen
   */
  completeWord(text: string, isCompound: boolean): void {
    const last = this.#chunks.pop() ?? '';
    const start = isCompound ? last : last.slice(0, -1);
    this.#chunks.push(start);
    this.#length -= last.length - start.length;
    this.#append(normaliseText(text).trim(), '');
  }

  /** What follows stands on this page; a page without text does not appear in the map. */
  page(number: number): void {
    this.#pendingPage = number;
    this.endList();
  }

  finish(): StructuredText {
    return {
      text: this.#chunks.join(''),
      headings: this.#headings,
      pages: this.#pages,
      records: this.#records,
    };
  }

  #append(content: string, gap: string): Span | undefined {
    if (content.trim() === '') return undefined;
    if (this.#length > 0) {
      this.#chunks.push(gap);
      this.#length += gap.length;
    }
    const start = this.#length;
    if (this.#pendingPage !== undefined) {
      this.#pages.push({ number: this.#pendingPage, start });
      this.#pendingPage = undefined;
    }
    this.#chunks.push(content);
    this.#length += content.length;
    this.#afterItem = false;
    return { start, end: this.#length };
  }
}

/** Normalised, with runs of blanks as one blank; line ends stay. */
function collapseBlanks(text: string): string {
  return normaliseText(text).replace(BLANKS, ' ').replace(BLANKS_AROUND_LINE_END, '\n').trim();
}

/** Normalised, on one line. */
export function oneLine(text: string): string {
  return normaliseText(text).replace(/\s+/gu, ' ').trim();
}
