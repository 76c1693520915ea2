import { CitewellError } from '../errors.js';
import { decodeText } from './decode-text.js';
import { guessEncoding } from './guess-encoding.js';
import { decodeUnmarkedUtf16 } from './unmarked-utf16.js';

/** Text with the name of its encoding where that had to be guessed. */
export interface DecodedText {
  readonly text: string;
  /** For whoever keeps the documents: what may be wrong with the text. */
  readonly warnings: readonly string[];
}

/** Longest part of a UTF-8 character that lacks its end. */
const LONGEST_CUT = 3;

/**
 * The text of bytes in UTF-8 or UTF-16, or in the older encoding that they are most likely in, with a warning
 * that names it. UTF-8 that ends within a character is read without it.
 *
 * @throws CitewellError `not_text` where they are binary, damaged, or in an encoding that can't be told
 */
export function decodeLegacyText(bytes: Uint8Array, id: string): DecodedText {
  try {
    return { text: decodeText(bytes, id), warnings: [] };
  } catch (error) {
    if (!(error instanceof CitewellError)) throw error;
    if (bytes.includes(0)) {
      const unmarked = decodeUnmarkedUtf16(bytes);
      if (unmarked === undefined) throw error;
      return {
        text: unmarked.text,
        warnings: [`It has no byte order mark; it was read as ${unmarked.encoding}.`],
      };
    }
    if (isDamagedUtf8(bytes)) {
      const { offset } = error.details;
      if (typeof offset !== 'number' || bytes.length - offset > LONGEST_CUT || !isCut(bytes)) throw error;
      return {
        text: new TextDecoder().decode(bytes.subarray(0, offset)),
        warnings: ['It ends within a character: it may not be whole.'],
      };
    }
    const guess = guessEncoding(bytes);
    if (guess === undefined) throw error;
    return { text: guess.text, warnings: [`It is not UTF-8; it was read as ${guess.encoding}.`] };
  }
}

/** Whether most of what is not ASCII is UTF-8: a few wrong bytes make it no other encoding. */
export function isDamagedUtf8(bytes: Uint8Array): boolean {
  let whole = 0;
  let broken = 0;
  for (const [character] of new TextDecoder().decode(bytes).matchAll(/[^\0-\x7F]/gu)) {
    if (character === '\uFFFD') broken += 1;
    else whole += 1;
  }
  return whole > broken;
}

/** Whether bytes are UTF-8 that could go on. */
function isCut(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
