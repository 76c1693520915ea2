import type { Span } from './document.js';

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Below this no two code units but CR LF form one grapheme; combining marks start here. */
const FIRST_COMBINING = 0x300;
const CARRIAGE_RETURN = 0x0d;
/** Code units looked at on either side; longer clusters (hostile text) count as cut at that distance. */
const WINDOW = 64;
const WHITE_SPACE = /\s/;

/** Whether cutting a text at `position` leaves every grapheme (and so every surrogate pair) whole. */
export function isGraphemeBoundary(text: string, position: number): boolean {
  if (position <= 0 || position >= text.length) return true;
  const before = text.charCodeAt(position - 1);
  const after = text.charCodeAt(position);
  if (before < FIRST_COMBINING && after < FIRST_COMBINING) return before !== CARRIAGE_RETURN;
  const windowStart = Math.max(0, position - WINDOW);
  const window = text.slice(windowStart, position + WINDOW);
  return GRAPHEMES.segment(window).containing(position - windowStart)?.index === position - windowStart;
}

/** The nearest position at or before `position`, but after `floor`, that cuts no grapheme; else `position`. */
export function graphemeBoundaryAtOrBefore(text: string, position: number, floor: number): number {
  for (let candidate = position; candidate > floor; candidate -= 1) {
    if (position - candidate > WINDOW) break;
    if (isGraphemeBoundary(text, candidate)) return candidate;
  }
  return isLowSurrogate(text, position) ? position + 1 : position;
}

/** Whether the code unit there is white space, as `\s` has it. */
export function isWhiteSpaceAt(text: string, position: number): boolean {
  return WHITE_SPACE.test(text.charAt(position));
}

/** The span without white space at its ends, graphemes kept whole; `undefined` where nothing is left. */
export function trimSpan(text: string, span: Span): Span | undefined {
  let { start, end } = span;
  while (start < end && isWhiteSpaceAt(text, start)) start += 1;
  if (start === end) return undefined;
  while (isWhiteSpaceAt(text, end - 1)) end -= 1;
  while (start > span.start && !isGraphemeBoundary(text, start)) start -= 1;
  while (end < span.end && !isGraphemeBoundary(text, end)) end += 1;
  return { start, end };
}

function isLowSurrogate(text: string, position: number): boolean {
  const unit = text.charCodeAt(position);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
