import { analyse } from 'chardet';
import { decodeAs } from './decode-as.js';

/** An encoding that bytes may be in, with the text that they are in it. */
export interface GuessedText {
  /** As `TextDecoder` takes it. */
  readonly encoding: string;
  readonly text: string;
}

/** Of 100, as chardet gives it. Bytes by chance, without control characters, reach 23. */
const LEAST_CONFIDENCE = 25;
/** chardet prefers a rarer alphabet to the commonest one by less than this where both are plausible. */
const LEAD_OVER_WESTERN = 20;
const WESTERN: ReadonlySet<string> = new Set(['ISO-8859-1', 'windows-1252']);
/** An encoding is judged by its statistics, which this many bytes have. */
const SAMPLE = 65_536;
/** Of the bytes before the first that is not ASCII, which tell the language. */
const BEFORE_FIRST = 4_096;
/** Control characters but for tab, line ends, form feed and the mark that DOS ends files with; and what no byte stands for. */
const UNLIKE_TEXT = /(?![\t\n\v\f\r\cZ])[\p{Cc}\uFFFD]/u;
const FOREIGN = /[^\0-\x7F]/gu;
/** Of all characters but blanks. Texts in another alphabet have more. */
const MOST_FOREIGN = 2 / 3;
/** Of the foreign characters: signs and capitals within words. A slip or two stands in any text. */
const MOST_MISPLACED = 1 / 8;
const MISPLACED = /(?<=\p{L})[^\p{L}\p{M}\p{Z}\p{Cf}\0-\x7F’‘·…–—±°](?=\p{L})|(?<=\p{Ll})[ŠŒŽŸ](?=\p{Ll})/gu;
/** Letters that few Western languages have, and that stand where Turkish, Hungarian and Romanian have others. */
const RARE_IN_WESTERN = /[ðþýõ]/iu;

/**
 * The text of bytes that are no Unicode, in the encoding that they are most likely in: by chardet's statistics,
 * and windows-1252 where a file is too short for any and reads as words in it.
 *
 * @returns undefined where it can't be told, and where they are no text in any
 */
export function guessEncoding(bytes: Uint8Array): GuessedText | undefined {
  const guesses = analyse(sampleOf(bytes)).filter(({ name }) => !/^(?:ASCII|UTF-)/u.test(name));
  const western = decodeWestern(bytes);
  const [best] = guesses;
  if (best === undefined || WESTERN.has(best.name)) return western;
  const westernConfidence = guesses.find(({ name }) => WESTERN.has(name))?.confidence ?? 0;
  const lead = western !== undefined && !RARE_IN_WESTERN.test(western.text) ? LEAD_OVER_WESTERN : 0;
  if (westernConfidence > 0 && best.confidence - westernConfidence < lead) return western;
  if (best.confidence < LEAST_CONFIDENCE) return western;
  return decodeLikeText(best.name, bytes);
}

/** A long text in ASCII may come to its first other letter late. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const start = Math.max(0, bytes.findIndex((byte) => byte > 0x7f) - BEFORE_FIRST);
  return bytes.subarray(start, start + SAMPLE);
}

function decodeWestern(bytes: Uint8Array): GuessedText | undefined {
  const western = decodeLikeText('windows-1252', bytes);
  if (western === undefined) return undefined;
  const { text } = western;
  const foreign = count(text, FOREIGN);
  if (foreign > MOST_FOREIGN * count(text, /\S/gu)) return undefined;
  return count(text, MISPLACED) > MOST_MISPLACED * foreign ? undefined : western;
}

function decodeLikeText(encoding: string, bytes: Uint8Array): GuessedText | undefined {
  const text = decodeAs(encoding, bytes);
  return text === undefined || UNLIKE_TEXT.test(text) ? undefined : { encoding, text };
}

function count(text: string, pattern: RegExp): number {
  let matches = 0;
  for (const _ of text.matchAll(pattern)) matches += 1;
  return matches;
}
