import type { Span } from '../../documents/document.js';
import { UNSPACED } from '../../passages/unspaced-scripts.js';
import { type ComparableText, comparable } from './comparable-text.js';

/** A fragment that stands in a text more often than this says too little to be placed. */
const MOST_OCCURRENCES = 20;

const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u;
const NUMBER_GOES_ON = /^\p{Nd}[.,]\p{Nd}/u;
const MARKS_ROUND = /^["']+|["']+$/g;

/**
 * Every place where a quote stands in a text word for word: only white space and the shape of quotation marks may
 * differ, and no word or number may be cut ("8 days" is not in "28 days").
 *
 * @returns spans of the original text, in order; none where the quote is not there
 */
export function locateQuote(quote: string, within: ComparableText): Span[] {
  const wanted = comparable(quote.normalize('NFC')).text;
  const found = occurrences(wanted, within);
  if (found.length > 0) return found;
  // Models put a quote into marks of their own.
  return occurrences(wanted.replace(MARKS_ROUND, '').trim(), within);
}

function occurrences(wanted: string, { text, offsets }: ComparableText): Span[] {
  const spans: Span[] = [];
  if (!WORD_CHARACTER.test(wanted)) return spans;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    if (cutsWord(text, at) || cutsWord(text, end)) continue;
    if (spans.length === MOST_OCCURRENCES) return spans;
    spans.push({ start: offsets[at] ?? 0, end: (offsets[end - 1] ?? 0) + 1 });
  }
  return spans;
}

/** Whether a word or a number goes on across the place. */
function cutsWord(text: string, at: number): boolean {
  if (isWordPart(text[at - 1] ?? '') && isWordPart(text[at] ?? '')) return true;
  const around = text.slice(Math.max(0, at - 2), at + 2);
  const cut = Math.min(2, at);
  // 52|.5 and 52.|5
  return NUMBER_GOES_ON.test(around.slice(cut - 1)) || NUMBER_GOES_ON.test(around.slice(0, cut + 1));
}

function isWordPart(character: string): boolean {
  return (WORD_CHARACTER.test(character) || isSurrogate(character)) && !UNSPACED.test(character);
}

function isSurrogate(character: string): boolean {
  return character >= '\ud800' && character <= '\udfff';
}
