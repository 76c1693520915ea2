import type { Span } from '../documents/document.js';
import { graphemeBoundaryAtOrBefore, isWhiteSpaceAt } from '../documents/grapheme-boundary.js';
import { type TextLine, textLines } from '../documents/text-lines.js';
import { namedLines } from './named-lines.js';

/** Sentence segmentation of a string is fast only while the string is short. */
const LONGEST_BLOCK = 16_384;
/** How far back from the limit a blank is looked for before a block is cut inside a word. */
const CUT_SEARCH = 1_024;
/**
 * A line that, with the next line's first word, is shorter than this share of the paragraph's longest line
 * was ended by its author, not by wrapping.
 */
const WRAPPED_LINE_SHARE = 0.7;
/** Paragraphs whose lines are all shorter than this hold labels and addresses rather than wrapped prose. */
const SHORT_LINES = 60;

const LIST_ITEM = /^(?:[-+*•‣◦·▪–]|\(?\d{1,3}[.)]|\(?[a-z][.)]|#\.)\s/iu;
const FENCE = /^(?:`{3,}|~{3,})/u;
const ALONE = /^(?:#{1,6}\s|\||[-=*_~+|:\s]{3,}$)|(?:\t[^\t]+){2}|\s\|\s.*\s\|\s/u;
const LABEL = /^\p{Lu}[\p{L} .()-]{0,30}:(?:\s|$)/u;
const STARTS_NEW = /^["'`*_\p{Ps}\p{Pi}]*[\p{Lu}\p{Lo}\p{N}]/u;
const GOES_ON = /[,;，、；،؛\p{Pd}]$/u;

/**
 * The blocks of a text within which sentences may run on: a paragraph with its wrapped lines, or one list
 * item, named line with those that go on from it, heading, table row or line of code. In order, not overlapping, covering every non-blank character.
 */
export function textBlocks(text: string, within: Span): Span[] {
  const blocks: Span[] = [];
  let paragraph: TextLine[] = [];
  let inFence = false;
  const close = (): void => {
    for (const block of paragraphBlocks(paragraph)) pushCut(blocks, text, block);
    paragraph = [];
  };
  for (const line of textLines(text.slice(within.start, within.end))) {
    const moved = { ...line, start: line.start + within.start, end: line.end + within.start };
    const isFence = FENCE.test(line.text);
    if (line.text === '') {
      close();
    } else if (isFence || inFence || ALONE.test(line.text)) {
      close();
      pushCut(blocks, text, moved);
      if (isFence) inFence = !inFence;
    } else {
      paragraph.push(moved);
    }
  }
  close();
  return blocks;
}

function paragraphBlocks(lines: readonly TextLine[]): Span[] {
  const widest = lines.reduce((width, line) => Math.max(width, line.end - line.start), 0);
  const isNamed = namedLines(lines);
  const blocks: Span[] = [];
  let open: Span | undefined;
  let previous: TextLine | undefined;
  for (const [position, line] of lines.entries()) {
    const starts = isNamed[position] === true || !previous || startsBlock(previous, line, widest);
    if (open !== undefined && !starts) {
      open = { start: open.start, end: line.end };
    } else {
      if (open !== undefined) blocks.push(open);
      open = { start: line.start, end: line.end };
    }
    previous = line;
  }
  if (open !== undefined) blocks.push(open);
  return blocks;
}

function startsBlock(previous: TextLine, line: TextLine, widest: number): boolean {
  if (LIST_ITEM.test(line.text)) return true;
  if (!STARTS_NEW.test(line.text) || GOES_ON.test(previous.text)) return false;
  if (widest < SHORT_LINES && LABEL.test(line.text)) return true;
  const firstWord = line.text.search(/\s|$/u);
  return previous.text.length + 1 + firstWord < WRAPPED_LINE_SHARE * widest;
}

function pushCut(blocks: Span[], text: string, block: Span): void {
  let start = block.start;
  while (block.end - start > LONGEST_BLOCK) {
    const cut = blankBefore(text, start + LONGEST_BLOCK);
    blocks.push({ start, end: cut });
    start = cut;
  }
  blocks.push({ start, end: block.end });
}

function blankBefore(text: string, limit: number): number {
  for (let position = limit; position > limit - CUT_SEARCH; position -= 1) {
    if (isWhiteSpaceAt(text, position - 1))
      return graphemeBoundaryAtOrBefore(text, position, limit - CUT_SEARCH);
  }
  return graphemeBoundaryAtOrBefore(text, limit, limit - CUT_SEARCH);
}
