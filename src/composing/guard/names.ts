import { isStopWord } from '../../passages/stop-words.js';
import type { WrittenWord } from './written-words.js';

/** Words that open sentences and name nothing. */
export const OPENERS: ReadonlySet<string> = new Set(
  `yes therefore thus hence however moreover furthermore additionally generally eventually typically usually
  similarly consequently specifically currently finally ultimately accordingly overall instead meanwhile though
  although since despite unlike besides according based depending don't please note to`.split(/\s+/),
);

/** Words one after the other that each have a capital: "Hong Kong Polytechnic University". */
export type Name = readonly WrittenWord[];

/**
 * The names of a text. A word that only a sentence's start gives its capital is a name as well, unless it is known
 * as a common word: "Microsoft" opens sentences, too.
 *
 * @param isCommon whether a word, in lower case, is known to be written without a capital
 */
export function namesIn(words: readonly WrittenWord[], isCommon: (key: string) => boolean): Name[] {
  const names: WrittenWord[][] = [];
  let run: WrittenWord[] = [];
  const end = () => {
    if (run.length > 0) names.push(run);
    run = [];
  };
  for (const word of words) {
    if (!word.adjoins) end();
    const opens = word.opensSentence && (OPENERS.has(word.key) || isCommon(word.key));
    const isName = word.acronym || !(isStopWord(word.key) || opens);
    if (!word.capital || !isName) end();
    else run.push(word);
  }
  end();
  return names;
}

/** Whether a text has the name's words one after the other, in any case. */
export function holdsName(words: readonly WrittenWord[], name: Name): boolean {
  return words.some((_, start) =>
    name.every((part, offset) => {
      const word = words[start + offset];
      if (word === undefined || (offset > 0 && !word.adjoins) || !sameWord(word.key, part.key)) return false;
      return word.acronym || !isStopWord(part.key);
    }),
  );
}

/** "LLM" and "LLMs" are the same. */
function sameWord(written: string, claimed: string): boolean {
  return written === claimed || `${written}s` === claimed || written === `${claimed}s`;
}

const LETTERS_THEN_DIGITS =
  /(?<![\p{L}\p{M}\p{N}])(?:[\p{L}\p{M}]+|[\p{L}\p{M}]*\p{Lu}[\p{L}\p{M}]*-)\p{N}[\p{L}\p{M}\p{N}]*(?:[.-][\p{L}\p{M}\p{N}]+)*/gu;
const DIGITS_THEN_LETTERS =
  /(?<![\p{L}\p{M}\p{N}]|\p{N}[.,])\p{N}+(?![\p{N}.,])[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:-[\p{L}\p{M}\p{N}]+)*/gu;
const ORDINAL_OR_AMOUNT = /^\p{Nd}+(?:st|nd|rd|th|k|m|b|bn|mn|tn)$/iu;

/** Names made of letters and digits: "R1", "Qwen2.5-Max", "GPT-4", "1990s", in lower case. */
export function codesIn(text: string): string[] {
  const codes = [...text.matchAll(LETTERS_THEN_DIGITS), ...text.matchAll(DIGITS_THEN_LETTERS)];
  return codes.map(([code]) => code.toLowerCase()).filter((code) => !ORDINAL_OR_AMOUNT.test(code));
}
