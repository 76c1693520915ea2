import type { Span } from '../documents/document.js';
import { normaliseText } from '../documents/normalise-text.js';

/**
 * Offset in UTF-16 code units of the code point that has `codePoints` code points before it.
 * Past the end it is the text's length.
 */
export function utf16Offset(text: string, codePoints: number): number {
  let offset = 0;
  for (let counted = 0; counted < codePoints && offset < text.length; counted += 1) {
    const codePoint = text.codePointAt(offset);
    offset += codePoint !== undefined && codePoint > 0xffff ? 2 : 1;
  }
  return offset;
}

/**
 * Where an annotated stretch stands in a text, in UTF-16 code units.
 *
 * Annotations refer to the text as the data set has it; the indexed text is normalised, so that offsets
 * can shift and white space can differ. The place that `start` (code points) names is taken if the
 * words stand there, else the nearest place where they do, else the nearest where they do up to white space.
 *
 * @returns `undefined` where the words are not in the text at all.
 */
export function locateSpan(
  text: string,
  annotation: { readonly start: number; readonly text: string },
): Span | undefined {
  const wanted = normaliseText(annotation.text);
  if (wanted.trim() === '') return undefined;
  const start = utf16Offset(text, annotation.start);
  if (text.startsWith(wanted, start)) return { start, end: start + wanted.length };
  return (
    nearest(text, new RegExp(escapePattern(wanted), 'g'), start) ?? nearest(text, flexible(wanted), start)
  );
}

function nearest(text: string, pattern: RegExp, start: number): Span | undefined {
  let best: Span | undefined;
  for (const match of text.matchAll(pattern)) {
    const candidate = { start: match.index, end: match.index + match[0].length };
    if (best === undefined || Math.abs(candidate.start - start) < Math.abs(best.start - start)) {
      best = candidate;
    }
  }
  return best;
}

function flexible(wanted: string): RegExp {
  return new RegExp(wanted.trim().split(/\s+/).map(escapePattern).join('\\s+'), 'g');
}

function escapePattern(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
