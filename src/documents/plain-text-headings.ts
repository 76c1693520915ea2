import type { Heading } from './document.js';
import type { TextLine } from './text-lines.js';

const LONGEST_HEADING_WORDS = 12;
const LONGEST_HEADING_CHARACTERS = 90;
/** A heading directly above its paragraph is told from a wrapped line by being this much shorter. */
const HEADING_TO_LINE_LENGTH = 0.6;
const SHORTEST_PROSE_LINE = 60;
const SHORTEST_PROSE_WORDS = 8;

const HEADING_START = /^["“‘«]?[\p{Lu}\p{N}]/u;
const LETTER = /\p{L}/u;
const UNLIKE_HEADING_END = /[.!?,;:…。！？—–-]["'”’»)]*$/u;
/** Columns, pipes, tabs, links and addresses, markup, tokenised text, `Label: value`, brackets of code. */
const UNLIKE_HEADING = /\t|\s{2,}|[|<>{}=@\\]|:\/\/|^\W*\d+\W*$|\s[.,;:!?](?:\s|$)|^[\p{L} ]{1,30}:\s/u;
const SENTENCE_END =
  /\p{L}[.!?…。！？]["'”’»)\]]*(?:\s|$)|[。！？]|\p{L}\s[.!?](?:\s|$)|[\d)%][.!?](?:\s|$)/u;
const NUMBERED = /^(\d{1,2}(?:\.\d{1,2})*)\.?\s+\p{Lu}/u;

/** Consecutive lines without a blank line between them. */
type Block = readonly TextLine[];

/**
 * Headings of a text without markup: a short line in the form of a title that stands alone, or right above
 * a much longer line, with prose after it and prose (or nothing but a title) before it. Conservative: a line
 * of a poem, list, address or table is no heading. Numbered headings (`2.1 Methods`) have the level that
 * their number says, all others level 1.
 *
 * @param statedStarts starts of lines that state facts about the document: those are not headings.
 */
export function plainTextHeadings(lines: readonly TextLine[], statedStarts: ReadonlySet<number>): Heading[] {
  const blocks = blocksOf(lines.filter((line) => !statedStarts.has(line.start) || line.text === ''));
  const headings: Heading[] = [];
  for (const [position, block] of blocks.entries()) {
    const first = block[0];
    if (first === undefined || !hasHeadingForm(first)) continue;
    if (block.length === 1 ? standsOverProse(blocks, position) : isAbove(first, block.slice(1))) {
      headings.push({ text: first.text, level: levelOf(first.text), start: first.start, end: first.end });
    }
  }
  return headings;
}

function blocksOf(lines: readonly TextLine[]): Block[] {
  const blocks: TextLine[][] = [];
  let open: TextLine[] = [];
  for (const line of lines) {
    if (line.text !== '') {
      open.push(line);
    } else if (open.length > 0) {
      blocks.push(open);
      open = [];
    }
  }
  if (open.length > 0) blocks.push(open);
  return blocks;
}

function hasHeadingForm(line: TextLine): boolean {
  return (
    line.text.length <= LONGEST_HEADING_CHARACTERS &&
    line.text.split(/\s+/u).length <= LONGEST_HEADING_WORDS &&
    HEADING_START.test(line.text) &&
    LETTER.test(line.text) &&
    !UNLIKE_HEADING_END.test(line.text) &&
    !UNLIKE_HEADING.test(line.text)
  );
}

function standsOverProse(blocks: readonly Block[], position: number): boolean {
  const next = blocks[position + 1];
  if (next === undefined) return false;
  if (position === 0) {
    const afterNext = blocks[position + 2];
    const overHeading = isLoneHeadingForm(next) && afterNext !== undefined && isProse(afterNext);
    return isProse(next) || overHeading;
  }
  const previous = blocks[position - 1];
  if (previous === undefined || !isProse(next)) return false;
  return isProse(previous) || (position === 1 && isLoneHeadingForm(previous));
}

function isLoneHeadingForm(block: Block): boolean {
  const only = block[0];
  return block.length === 1 && only !== undefined && hasHeadingForm(only);
}

function isAbove(line: TextLine, rest: Block): boolean {
  const next = rest[0];
  return (
    next !== undefined &&
    next.text.length >= SHORTEST_PROSE_LINE &&
    line.text.length <= HEADING_TO_LINE_LENGTH * next.text.length &&
    HEADING_START.test(next.text) &&
    isProse(rest)
  );
}

function isProse(block: Block): boolean {
  let words = 0;
  let ends = false;
  for (const line of block) {
    words += line.text.split(/\s+/u).length;
    ends ||= SENTENCE_END.test(line.text);
    if (ends && words >= SHORTEST_PROSE_WORDS) return true;
  }
  return false;
}

function levelOf(text: string): number {
  const number = NUMBERED.exec(text)?.[1];
  return number === undefined ? 1 : number.split('.').length;
}
