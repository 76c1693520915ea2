import { CitewellError } from '../errors.js';

const UTF8_WITH_OR_WITHOUT_MARK = 'utf-8';

/**
 * The text of a file's bytes: UTF-8 with or without a byte order mark, or UTF-16 with one.
 *
 * @param id names the file in the error.
 * @throws CitewellError `not_text` where the bytes are neither; `details.offset` is the first wrong byte.
 */
export function decodeText(bytes: Uint8Array, id: string): string {
  const encoding = encodingOf(bytes);
  if (encoding === UTF8_WITH_OR_WITHOUT_MARK) {
    const nul = bytes.indexOf(0);
    if (nul >= 0) throw notText(id, nul, 'holds a NUL byte, as binary files do');
  }
  if (decodes(bytes, encoding, bytes.length, false)) return new TextDecoder(encoding).decode(bytes);
  throw notText(id, firstUndecodableByte(bytes, encoding), `is not ${encoding.toUpperCase()}`);
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return UTF8_WITH_OR_WITHOUT_MARK;
}

function decodes(bytes: Uint8Array, encoding: string, length: number, moreFollows: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, length), { stream: moreFollows });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The longest prefix that could still go on is found by halving: decoding is fast, and this path is rare. */
function firstUndecodableByte(bytes: Uint8Array, encoding: string): number {
  let decodable = 0;
  let undecodable = bytes.length + 1;
  while (undecodable - decodable > 1) {
    const middle = Math.floor((decodable + undecodable) / 2);
    if (middle <= bytes.length && decodes(bytes, encoding, middle, true)) decodable = middle;
    else undecodable = middle;
  }
  // The prefix may end inside the wrong character: that character's first byte is the one to name.
  while (decodable > 0 && !decodes(bytes, encoding, decodable, false)) decodable -= 1;
  return decodable;
}

function notText(id: string, offset: number, what: string): CitewellError {
  return new CitewellError(
    'not_text',
    `${id} ${what} (byte ${offset}). Save it as UTF-8 text, or remove it from the knowledge folder.`,
    { document: id, offset },
  );
}
