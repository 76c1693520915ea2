import { decodeAs } from './decode-as.js';
import type { GuessedText } from './guess-encoding.js';

/** What stands in no text that a person wrote: other control characters than these, and code points without a character. */
const UNLIKE_TEXT = /(?![\t\n\v\f\r])[\p{Cc}\p{Cn}\p{Co}]/u;

/** Bytes that are looked at together: files of 100 MB come in uploads. */
const PIECE = 65_536;

/**
 * The text of UTF-16 without a byte order mark, which tools of Windows write. Blanks, line ends and Latin letters have
 * a zero byte there, at the same side of each.
 *
 * @returns undefined where the bytes are something else
 */
export function decodeUnmarkedUtf16(bytes: Uint8Array): GuessedText | undefined {
  let even = 0;
  let odd = 0;
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) {
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  // A NUL that strayed into other text leaves that text as it is; most of this one's pairs may be Latin letters.
  if ((even + odd) * 4 < bytes.length && isTextBesideZeros(bytes)) return undefined;
  const encodings = odd >= even ? ['utf-16le', 'utf-16be'] : ['utf-16be', 'utf-16le'];
  for (const encoding of encodings) {
    const text = decodeAs(encoding, bytes);
    if (text !== undefined && !UNLIKE_TEXT.test(text)) return { encoding, text };
  }
  return undefined;
}

function isTextBesideZeros(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let start = 0; start < bytes.length; start += PIECE) {
      const text = decoder.decode(bytes.subarray(start, start + PIECE), { stream: true });
      if (UNLIKE_TEXT.test(text.replaceAll('\0', ''))) return false;
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
