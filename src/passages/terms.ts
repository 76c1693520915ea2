import { stemmer } from 'stemmer';
import { isStopWord } from './stop-words.js';

/** A run of CJK characters, or a word of any other script: "使用GPT4" is one of each. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}])[\p{L}\p{N}]\p{M}*)+/gu;
const POSSESSIVE = /['’]s\b/giu;
/** Accents of the Latin, Greek and Cyrillic scripts; the vowel signs of other scripts are letters in all but name. */
const ACCENT = /[\u0300-\u036f]/gu;
const CJK_RUN = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+/gu;
const ASCII_WORD = /^[a-z]+$/;
const ASCII_ALONE = /^\p{ASCII}*$/u;
/** What {@link WORD} finds in ASCII, several times as fast: most texts of most documents. */
const ASCII_WORDS = /[A-Za-z0-9]+/g;

const stems = new Map<string, string>();
/** English text has fewer distinct words than this between restarts; beyond it the cache starts anew. */
const STEM_CACHE_SIZE = 200_000;

/** A word of a text as lexical search sees it. */
export interface Term {
  /** Lower case, without diacritics, Porter-stemmed. */
  readonly stem: string;
  /** Lower case, without diacritics. */
  readonly word: string;
  /** Offsets in the text given. */
  readonly start: number;
  readonly end: number;
}

/**
 * Splits text into terms: the one lexical analysis, for the index, for questions and for word overlap.
 * Words are runs of letters and digits, lower-cased, freed of diacritics and stemmed (Porter, 1980); runs of
 * CJK characters become overlapping pairs, since those scripts put no spaces between words.
 */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  const spaced = text.replace(POSSESSIVE, '  ');
  if (ASCII_ALONE.test(spaced)) {
    for (const match of spaced.matchAll(ASCII_WORDS)) terms.push(asciiTerm(match[0], match.index));
    return terms;
  }
  for (const match of spaced.matchAll(WORD)) {
    const start = match.index;
    const raw = match[0];
    if (CJK_RUN.test(raw)) terms.push(...pairsOf(raw, start));
    else terms.push(term(raw, start));
    CJK_RUN.lastIndex = 0;
  }
  return terms;
}

/** The distinct stems of a question that carry content: stop words are left out unless there is nothing else. */
export function contentStems(text: string): string[] {
  const terms = termsOf(text);
  const content = terms.filter((candidate) => !isStopWord(candidate.word));
  return [...new Set((content.length > 0 ? content : terms).map((candidate) => candidate.stem))];
}

function term(raw: string, start: number): Term {
  const word = raw.normalize('NFD').replace(ACCENT, '').toLowerCase();
  return { stem: stemOf(word), word, start, end: start + raw.length };
}

function asciiTerm(raw: string, start: number): Term {
  const word = raw.toLowerCase();
  return { stem: stemOf(word), word, start, end: start + raw.length };
}

function stemOf(word: string): string {
  if (!ASCII_WORD.test(word)) return word;
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= STEM_CACHE_SIZE) stems.clear();
  const stem = stemmer(word);
  stems.set(word, stem);
  return stem;
}

function pairsOf(run: string, offset: number): Term[] {
  const characters = [...run];
  if (characters.length < 2) return [term(run, offset)];
  const pairs: Term[] = [];
  let start = offset;
  for (let position = 0; position + 1 < characters.length; position++) {
    pairs.push(term(`${characters[position]}${characters[position + 1]}`, start));
    start += characters[position]?.length ?? 0;
  }
  return pairs;
}
