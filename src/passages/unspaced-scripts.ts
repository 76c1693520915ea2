/** A character of a script without blanks between words: any place may be a word's edge. */
export const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Chinese, Japanese and Korean, as a class of a regular expression; the sound marks of kana (サーバー) are of no script. */
export const CJK_CHARACTER =
  '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\u3031-\\u3035\\u303C\\u3099\\u309A\\u30FC\\uFF70\\uFF9E\\uFF9F]';

/** The letters of scripts without blanks whose words Unicode's segmentation looks up in dictionaries. */
export const DICTIONARY_LETTER = '(?:(?!\\p{P}|\\p{S})[\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}])';
