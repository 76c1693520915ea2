import type { Span } from '../documents/document.js';
import { isGraphemeBoundary, trimSpan } from '../documents/grapheme-boundary.js';
import { endOfClosingMarks } from './closing-marks.js';
import { sentenceEnd } from './sentence-end.js';
import { textBlocks } from './text-blocks.js';
import { UNSPACED } from './unspaced-scripts.js';

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
const TERMINATORS = /[.!?…]+(?:\s[.!?…]+(?=\s|$))*/gu;
/** Where a text has none of these, the Unicode rules find no sentence end that the terminators do not. */
const BEYOND_LATIN = /[\u0370-\u1FFF\u2C00-\uFAFF\uFB07-\u{10FFFF}]/u;
const LATIN_TERMINATOR = /[.!?…]/u;
const BLANKS_AND_MARKS_AT_END = /[\s\p{Ps}\p{Pe}\p{Pi}\p{Pf}"']*$/u;
/** Chinese text in which "!" and "?" are typed on a Latin keyboard; Japanese has "Yahoo!ニュース". */
const ENDS_UNSPACED = new RegExp(`(?:${UNSPACED.source})[!?]+$`, 'u');
const STARTS_UNSPACED = new RegExp(`^["'\\p{Ps}\\p{Pi}]?${UNSPACED.source}`, 'u');
/** Marks alone (a stray quote, an emoji) belong to the sentence before them. */
const WORD_CHARACTER = /[\p{L}\p{N}]/u;
const UPPER_CASE = /\p{Lu}/u;
/** How much of a segment's end is looked at to see what ended it. */
const END_LOOKED_AT = 32;

/**
 * The sentences of a text (or of a part of it), trimmed, in order, not overlapping, covering every non-blank
 * character. A blank line, a list item, a heading line, a table row and a line of code end a sentence; a
 * wrapped line does not. A full stop without a space after it does not either.
 *
 * Unicode's sentence rules (UAX #29, through `Intl.Segmenter`) find the ends that other scripts mark; ends
 * marked by `.`, `!`, `?` and `…` are decided by {@link sentenceEnd}, which knows abbreviations, initials,
 * closing quotes, citation marks and tokenised text ("the end . The next").
 *
 * @param within defaults to the whole text; offsets of the result always count from the text's start.
 */
export function splitSentences(text: string, within: Span = { start: 0, end: text.length }): Span[] {
  const sentences: Span[] = [];
  for (const block of textBlocks(text, within)) {
    const firstOfBlock = sentences.length;
    let start = block.start;
    for (const end of [...sentenceEnds(text.slice(block.start, block.end)), block.end - block.start]) {
      const boundary = block.start + end;
      if (boundary <= start || !(boundary === block.end || isGraphemeBoundary(text, boundary))) continue;
      const sentence = trimSpan(text, { start, end: boundary });
      start = boundary;
      if (sentence === undefined) continue;
      const previous = sentences.length > firstOfBlock ? sentences.at(-1) : undefined;
      if (previous !== undefined && !WORD_CHARACTER.test(text.slice(sentence.start, sentence.end))) {
        sentences[sentences.length - 1] = { start: previous.start, end: sentence.end };
      } else {
        sentences.push(sentence);
      }
    }
  }
  return sentences;
}

/** Offsets in the block at which a sentence ends, ascending; the block's own end is left out or is last. */
function sentenceEnds(lines: string): number[] {
  const block = lines.replaceAll('\n', ' ');
  const ends = latinEnds(block);
  if (!BEYOND_LATIN.test(block)) return ends;
  return [...ends, ...unicodeEnds(block)].sort((one, other) => one - other);
}

function latinEnds(block: string): number[] {
  const cased = UPPER_CASE.test(block);
  const ends: number[] = [];
  let sentenceStart = 0;
  let quotesCountedTo = 0;
  let quoteIsOpen = false;
  for (const match of block.matchAll(TERMINATORS)) {
    if (match.index < sentenceStart) continue;
    for (; quotesCountedTo < match.index; quotesCountedTo += 1) {
      if (block.charAt(quotesCountedTo) === '"') quoteIsOpen = !quoteIsOpen;
    }
    const terminator = { start: match.index, end: match.index + match[0].length, sentenceStart, quoteIsOpen };
    const end = sentenceEnd(block, terminator, cased);
    if (end === undefined) continue;
    ends.push(end);
    sentenceStart = end;
    quotesCountedTo = end;
    quoteIsOpen = false;
  }
  return ends;
}

function unicodeEnds(block: string): number[] {
  const ends: number[] = [];
  let quotesCountedTo = 0;
  let quoteIsOpen = false;
  for (const { index, segment } of SENTENCES.segment(block)) {
    const after = BLANKS_AND_MARKS_AT_END.exec(segment.slice(-END_LOOKED_AT))?.[0].length ?? 0;
    const terminated = index + segment.length - after;
    for (; quotesCountedTo < terminated; quotesCountedTo += 1) {
      if (block.charAt(quotesCountedTo) === '"') quoteIsOpen = !quoteIsOpen;
    }
    const end = endOfClosingMarks(block, terminated, quoteIsOpen);
    if (!LATIN_TERMINATOR.test(block.charAt(terminated - 1)) || isTypedEnd(block, terminated, end))
      ends.push(end);
  }
  return ends;
}

function isTypedEnd(block: string, terminated: number, end: number): boolean {
  const before = block.slice(Math.max(0, terminated - END_LOOKED_AT), terminated);
  return ENDS_UNSPACED.test(before) && STARTS_UNSPACED.test(block.slice(end, end + END_LOOKED_AT));
}
