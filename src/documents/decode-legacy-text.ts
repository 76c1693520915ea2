import { analyse } from 'chardet';
import { CitewellError } from '../errors.js';
import { decodeText } from './decode-text.js';

/** Text with the name of its encoding where that had to be guessed. */
export interface DecodedText {
  readonly text: string;
  /** For whoever keeps the documents: what may be wrong with the text. */
  readonly warnings: readonly string[];
}

/** Of 100, as chardet gives it. Below this, a guess is more often wrong: the file is refused instead. */
const LEAST_CONFIDENCE = 50;
/** chardet prefers a rarer alphabet to the commonest one by less than this where both are plausible. */
const LEAD_OVER_WESTERN = 20;
const WESTERN: ReadonlySet<string> = new Set(['ISO-8859-1', 'windows-1252']);
/** Control characters but for tab, line ends and form feed; and what no byte stands for. */
const UNLIKE_TEXT = /(?![\t\n\v\f\r])[\p{Cc}\uFFFD]/u;
/** An encoding is judged by its statistics, which this many bytes have. */
const SAMPLE = 65_536;

/**
 * The text of bytes in UTF-8 or UTF-16, or in the older encoding that they are most likely in, with a warning
 * that names it.
 *
 * @throws CitewellError `not_text` where they are binary, damaged, or in an encoding that can't be told
 */
export function decodeLegacyText(bytes: Uint8Array, id: string): DecodedText {
  try {
    return { text: decodeText(bytes, id), warnings: [] };
  } catch (error) {
    if (!(error instanceof CitewellError) || bytes.includes(0) || isDamagedUtf8(bytes)) throw error;
    const encoding = likelyEncoding(bytes);
    const text = encoding === undefined ? undefined : decodeAs(encoding, bytes);
    if (encoding === undefined || text === undefined || UNLIKE_TEXT.test(text)) throw error;
    return { text, warnings: [`It is not UTF-8; it was read as ${encoding}.`] };
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

/** The text in a named encoding; `undefined` where the name is unknown or bytes are impossible in it. */
export function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function likelyEncoding(bytes: Uint8Array): string | undefined {
  const guesses = analyse(bytes.subarray(0, SAMPLE)).filter(({ name }) => name !== 'UTF-8');
  const [best] = guesses;
  if (best === undefined) return undefined;
  const western = guesses.find(({ name }) => WESTERN.has(name));
  const closeWestern = western !== undefined && best.confidence - western.confidence < LEAD_OVER_WESTERN;
  const guess = closeWestern ? western : best;
  if (guess.confidence < LEAST_CONFIDENCE) return undefined;
  return WESTERN.has(guess.name) ? 'windows-1252' : guess.name;
}
