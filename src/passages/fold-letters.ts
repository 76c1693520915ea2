import { asciiDigits } from './ascii-digits.js';

/** @param pairs a letter and what stands for it, with a blank to the next */
const substitutes = (pairs: string): ReadonlyMap<string, string> =>
  new Map(pairs.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)]));
const anyOf = (letters: ReadonlyMap<string, string>) => new RegExp(`[${[...letters.keys()].join('')}]`, 'gu');

/**
 * Letters of Latin alphabets that Unicode does not take apart, as Lucene's `ASCIIFoldingFilter` writes them; the rest
 * of its table is phonetic notation. Only ə differs, which is typed as e (Azərbaycan), not as a.
 */
const LATIN = substitutes(
  'ßss æae œoe øo łl đd ðd þth ıi ħh ŧt ŋn ĸq ǥg ƀb ɓb ɖd ɗd əe ǝe ɛe ƒf ɨi ƙk ɲn ɔo ʉu ʋv ƴy',
);
const LATIN_LETTER = anyOf(LATIN);

/**
 * Forms of one letter: of Arabic and Persian as Lucene's `ArabicNormalizer` and `PersianNormalizer` have them, the
 * Greek sigma at a word's end, and ё, which is mostly printed as е.
 */
const VARIANTS = substitutes('آا أا إا ٱا ىي یي ےي کك ةه ۀه ہه ςσ ёе ѐе ѝи');
const VARIANT_LETTER = anyOf(VARIANTS);

/** Vowel signs and accents of Hebrew and Arabic, which texts have or lack, and the stroke that stretches a word. */
const SEMITIC_MARKS =
  /[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED]/gu;
/** Accents of Latin, Greek and Cyrillic, and what joins letters or keeps them apart within a word. */
const ACCENTS = /[\u0300-\u036F\u200C\u200D]/gu;
const NOT_CYRILLIC = /[^\p{sc=Cyrillic}]+/gu;
/** Texts that need no rules of other scripts: most of most documents. */
const ASCII_ALONE = /^\p{ASCII}*$/u;

/**
 * Text as words are compared, in questions and documents alike: without case, accents, ligatures, full-width forms,
 * vowel points and the digits of other scripts. The signs of Devanagari, Thai and their like are letters in all but
 * name and stay. So do Cyrillic letters that merely look accented: й, ї and ў are letters of their own, and мой ("my",
 * of one) is another word than мои (of several).
 *
 * The result may have another length than the text. Folding it again changes nothing.
 */
export function foldLetters(text: string): string {
  if (ASCII_ALONE.test(text)) return text.toLowerCase();
  const composed = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(SEMITIC_MARKS, '')
    .replace(VARIANT_LETTER, (letter) => VARIANTS.get(letter) ?? letter);
  const bare = composed
    .replace(NOT_CYRILLIC, (run) => run.normalize('NFD'))
    .replace(ACCENTS, '')
    .replace(LATIN_LETTER, (letter) => LATIN.get(letter) ?? letter);
  return asciiDigits(bare.normalize('NFC'));
}
