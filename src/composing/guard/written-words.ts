import { foldLetters } from '../../passages/fold-letters.js';

/** A word of a text as names are compared. */
export interface WrittenWord {
  /** Folded, without dots and a possessive. */
  readonly key: string;
  readonly capital: boolean;
  /** Capitals only, two at least: "WHO" is a name though "who" is not. */
  readonly acronym: boolean;
  /** Begins a sentence, where a capital says nothing. */
  readonly opensSentence: boolean;
  /** Only blanks or a hyphen stand between it and the word before. */
  readonly adjoins: boolean;
}

const WORD = /(?:\p{Lu}\.){2,}|[\p{L}\p{M}\p{N}]+(?:[’'](?=\p{L})[\p{L}\p{M}]+)?/gu;
const POSSESSIVE = /[’']s$/iu;
const OPENING = /(?:^|[.!?:;]["'”’)\]]*\s+|\n\s*)["'“‘([]*$/u;

/** The words and numbers of a text, in its order. "Apple's", "O'Brien" and "U.S." are one word each. */
export function writtenWords(text: string): WrittenWord[] {
  let previousEnd = -1;
  let previousPossessive = false;
  return [...text.matchAll(WORD)].map((match) => {
    const [written] = match;
    const between = previousEnd < 0 ? undefined : text.slice(previousEnd, match.index);
    const adjoins =
      between !== undefined && !previousPossessive && /^(?:[ \u00a0]+|[ \u00a0]*-[ \u00a0]*)$/u.test(between);
    previousEnd = match.index + written.length;
    previousPossessive = POSSESSIVE.test(written);
    return {
      key: wordKey(written),
      capital: /\p{Lu}|\p{Lt}/u.test(written),
      acronym: /^(?:\p{Lu}\.?){2,}$/u.test(written),
      opensSentence: OPENING.test(text.slice(Math.max(0, match.index - 8), match.index)),
      adjoins,
    };
  });
}

function wordKey(written: string): string {
  return foldLetters(written.replace(POSSESSIVE, '').replaceAll('.', ''));
}
