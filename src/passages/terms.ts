import { stemmer } from 'stemmer';
import { foldLetters } from './fold-letters.js';
import { isStopWord } from './stop-words.js';
import { CJK_CHARACTER, DICTIONARY_LETTER } from './unspaced-scripts.js';

/** Changes whenever the same text would have other terms: lexical search then finds it by those. */
export const termsVersion = 'terms-2';

/** More characters without a blank or a mark are no text; `Intl.Segmenter` takes time that grows with their square. */
const LONGEST_RUN = 256;

/**
 * A run of CJK characters, a run of words without blanks, or a word of any other script: "使用GPT4" is one of the
 * first and one of the last. Behind a vowel sign, joiners are part of a word; in Persian they part words.
 */
const WORD = new RegExp(
  `(?<cjk>${CJK_CHARACTER}{1,${LONGEST_RUN}})|(?<unspaced>${DICTIONARY_LETTER}{1,${LONGEST_RUN}})|(?:(?!${CJK_CHARACTER}|${DICTIONARY_LETTER})[\\p{L}\\p{N}](?:\\p{M}|(?<=\\p{M})[\\u200C\\u200D])*)+`,
  'gu',
);
const POSSESSIVE = /['’]s(?![\p{L}\p{M}\p{N}_])/giu;
const ASCII_WORD = /^[a-z]+$/;
const ASCII_CODES = 128;
/** 1 at the codes of ASCII letters and digits. */
const ASCII_WORD_CODES = Uint8Array.from({ length: ASCII_CODES }, (_, code) =>
  Number(/[A-Za-z0-9]/.test(String.fromCharCode(code))),
);
const WORDS = new Intl.Segmenter('en', { granularity: 'word' });
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

type Analysis = Pick<Term, 'word' | 'stem'>;

const analyses = new Map<string, Analysis>();
/** A language's texts have fewer distinct words than this between restarts; beyond it the cache starts anew. */
const CACHE_SIZE = 200_000;
/** V8 cuts longer words out of a text as views of it, which would keep all of the text in memory. */
const LONGEST_KEPT = 12;

/** A word of a text as lexical search sees it. */
export interface Term {
  /** The word, Porter-stemmed where it is of ASCII letters. */
  readonly stem: string;
  /** As {@link foldLetters} has it, without blanks and never empty. */
  readonly word: string;
  /** Offsets in the text given. */
  readonly start: number;
  readonly end: number;
}

/**
 * Splits text into terms: the one lexical analysis, for the index, for questions and for word overlap.
 * Words are runs of letters and digits, folded and stemmed (Porter, 1980). Scripts without blanks between words: runs
 * of CJK characters become overlapping pairs; Thai, Lao, Khmer and Burmese are split by Unicode's dictionaries.
 */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  const spaced = text.replace(POSSESSIVE, '  ');
  for (let next = 0; next < spaced.length; ) {
    const end = endOfAsciiWord(spaced, next);
    if (end === next && spaced.charCodeAt(next) < ASCII_CODES) next++;
    // Most words of most documents: what WORD would find there, several times as fast.
    else if (end === spaced.length || spaced.charCodeAt(end) < ASCII_CODES) {
      add(terms, spaced.slice(next, end), next);
      next = end;
    } else next = addNext(terms, spaced, next);
  }
  return terms;
}

/** Where the run of ASCII letters and digits ends that begins at `start`; `start` where none does. */
function endOfAsciiWord(text: string, start: number): number {
  let end = start;
  while (ASCII_WORD_CODES[text.charCodeAt(end)] === 1) end++;
  return end;
}

/** Adds what {@link WORD} finds first from `start` on. @returns where it ends */
function addNext(terms: Term[], text: string, start: number): number {
  WORD.lastIndex = start;
  const match = WORD.exec(text);
  if (!match) return text.length;
  const { 0: raw, index, groups } = match;
  if (groups?.['cjk'] !== undefined) addPairs(terms, raw, index);
  else if (groups?.['unspaced'] === undefined) add(terms, raw, index);
  else for (const { segment, index: within } of WORDS.segment(raw)) add(terms, segment, index + within);
  return index + raw.length;
}

/** The terms of a text that carry content: all but stop words. */
export function contentTerms(text: string): Term[] {
  return termsOf(text).filter(({ word }) => !isStopWord(word));
}

/** The distinct stems of a question that carry content: stop words are left out unless there is nothing else. */
export function contentStems(text: string): string[] {
  const content = contentTerms(text);
  return [...new Set((content.length > 0 ? content : termsOf(text)).map(({ stem }) => stem))];
}

/** Pairs of what a reader takes for one character, a single one where there is no other. */
function addPairs(terms: Term[], run: string, offset: number): void {
  const characters = charactersOf(run);
  if (characters.length === 1) add(terms, run, offset);
  let start = offset;
  for (let position = 0; position + 1 < characters.length; position++) {
    const character = characters[position] ?? '';
    add(terms, `${character}${characters[position + 1]}`, start);
    start += character.length;
  }
}

function charactersOf(run: string): string[] {
  // Half-width kana and decomposed syllables are several code points a character.
  if (run.normalize('NFKC') === run) return [...run];
  return Array.from(GRAPHEMES.segment(run), ({ segment }) => segment);
}

function add(terms: Term[], raw: string, start: number): void {
  const { word, stem } = analyses.get(raw) ?? analyse(raw);
  // Marks alone fold to nothing.
  if (word !== '') terms.push({ stem, word, start, end: start + raw.length });
}

function analyse(raw: string): Analysis {
  // Some presentation forms are whole phrases.
  const word = foldLetters(raw).replace(/\s+/gu, '');
  const analysis = { word, stem: ASCII_WORD.test(word) ? stemmer(word) : word };
  if (analyses.size >= CACHE_SIZE) analyses.clear();
  if (raw.length <= LONGEST_KEPT) analyses.set(raw, analysis);
  return analysis;
}
