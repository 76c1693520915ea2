import { asciiDigits } from './ascii-digits.js';

/**
 * Letters of Latin alphabets that Unicode does not take apart, as Lucene's `ASCIIFoldingFilter` writes them; the rest
 * of its table is phonetic notation. Only ə differs, which is typed as e (Azərbaycan), not as a.
 */
const LATIN: Readonly<Record<string, string>> = {
  ...{
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    ł: 'l',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ı: 'i',
    ħ: 'h',
    ŧ: 't',
    ŋ: 'n',
    ĸ: 'q',
  },
  ...{
    ǥ: 'g',
    ƀ: 'b',
    ɓ: 'b',
    ɖ: 'd',
    ɗ: 'd',
    ə: 'e',
    ǝ: 'e',
    ɛ: 'e',
    ƒ: 'f',
    ɨ: 'i',
    ƙ: 'k',
    ɲ: 'n',
    ɔ: 'o',
    ʉ: 'u',
  },
  ...{ ʋ: 'v', ƴ: 'y', ς: 'σ' },
};
const LATIN_LETTER = new RegExp(`[${Object.keys(LATIN).join('')}]`, 'gu');

/** Forms of one letter: Lucene's `ArabicNormalizer` and `PersianNormalizer`, and ё, which is mostly printed as е. */
const VARIANTS: Readonly<Record<string, string>> = {
  ...{ آ: 'ا', أ: 'ا', إ: 'ا', ٱ: 'ا', ى: 'ي', ی: 'ي', ے: 'ي', ک: 'ك', ة: 'ه', ۀ: 'ه', ہ: 'ه' },
  ...{ ё: 'е', ѐ: 'е', ѝ: 'и' },
};
const VARIANT_LETTER = new RegExp(`[${Object.keys(VARIANTS).join('')}]`, 'gu');

/** Vowel signs and accents of Hebrew and Arabic, which texts have or lack, and the stroke that stretches a word. */
const SEMITIC_MARKS =
  /[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED]/gu;
/** Accents of Latin, Greek and Cyrillic, and what joins letters or keeps them apart within a word. */
const ACCENTS = /[\u0300-\u036F\u200C\u200D]/gu;
const NOT_CYRILLIC = /[^\p{sc=Cyrillic}]+/gu;
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
    .replace(VARIANT_LETTER, (letter) => VARIANTS[letter] ?? letter);
  const bare = composed
    .replace(NOT_CYRILLIC, (run) => run.normalize('NFD'))
    .replace(ACCENTS, '')
    .replace(LATIN_LETTER, (letter) => LATIN[letter] ?? letter);
  return asciiDigits(bare.normalize('NFC'));
}
