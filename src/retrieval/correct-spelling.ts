import { foldLetters } from '../passages/fold-letters.js';
import { isStopWord, stopWordsLike } from '../passages/stop-words.js';
import { type Term, termsOf } from '../passages/terms.js';
import type { Vocabulary } from '../store/knowledge-store.js';
import { editDistance } from './edit-distance.js';

/** Shorter words are near too many others. */
const SHORTEST_WORD = 5;
/** Words of this length and more may be two edits away, shorter ones one (the steps of Lucene's "auto" fuzziness are 3 and 6). */
const TWO_EDITS_FROM = 8;
/** More unknown words than this, or than half of all, are another language or noise, not slips. */
const MOST_CORRECTIONS = 3;
/** Shorter ones are as often names and abbreviations of the same letters in every language. */
const SHORTEST_COUNTED = 3;
/** How many stems are looked at for a word that was meant, nearest first. */
const MOST_CANDIDATES = 5;
const PLAIN_WORD = /^[a-z]+$/;
const CAPITAL = /^\p{Lu}/u;
const ALL_CAPITALS = /^\p{Lu}+$/u;

/**
 * Puts the documents' own word in the place of a misspelt one: a question's word that no passage holds, that is no
 * word of the language, and that begins like a word of the documents one or two edits away, as both are written:
 * stems alone would make "pattern" of "paternity". A name, of one edit alone: those that differ in two letters are two
 * names. Numbers, abbreviations in capitals and what is a word by itself never, and nothing in a question that half
 * consists of unknown words.
 */
export class SpellingCorrector {
  /** @param isWord whether a word, lower case and without diacritics, is one of the language */
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly isWord: (word: string) => boolean,
  ) {}

  /** The question with its misspelt words replaced; the very same string where there are none. */
  async correct(question: string): Promise<string> {
    const terms = termsOf(question).filter(({ word }) => word.length >= SHORTEST_COUNTED);
    const strange = terms.filter(({ word }) => !isStopWord(word) && !this.isWord(word));
    if (!strange.some((term) => isDoubtful(term, question))) return question;
    const held = await this.vocabulary.frequencies(strange.map(({ stem }) => stem));
    const nowhere = strange.filter(({ stem }) => !held.has(stem));
    if (2 * nowhere.length > terms.length) return question;
    const unknown = nowhere.filter((term) => isDoubtful(term, question));
    if (unknown.length > MOST_CORRECTIONS) return question;
    let corrected = question;
    for (const term of unknown.reverse()) {
      const word = await this.wordLike(term, isName(term, question));
      if (word === undefined) continue;
      // A capital makes a name of a word: where none was typed, the start of some sentence must not bring one in.
      const cased = CAPITAL.test(corrected.slice(term.start)) ? word : word.toLowerCase();
      corrected = corrected.slice(0, term.start) + cased + corrected.slice(term.end);
    }
    return corrected;
  }

  private async wordLike({ word, stem }: Term, named: boolean): Promise<string | undefined> {
    const limit = word.length >= TWO_EDITS_FROM && !named ? 2 : 1;
    const stopWord = stopWordsLike(word[0] ?? '').find((known) => editDistance(word, known, 1) === 1);
    if (stopWord !== undefined) return stopWord;
    const range = { prefix: stem[0] ?? '', shortest: stem.length - limit, longest: stem.length + limit };
    const near: { stem: string; distance: number; passages: number }[] = [];
    for (const candidate of await this.vocabulary.stems(range)) {
      if (!PLAIN_WORD.test(candidate.stem)) continue;
      const distance = editDistance(stem, candidate.stem, limit);
      if (distance <= limit) near.push({ ...candidate, distance });
    }
    near.sort((a, b) => a.distance - b.distance || b.passages - a.passages);
    for (const candidate of near.slice(0, MOST_CANDIDATES)) {
      const form = closest(word, await this.vocabulary.written(candidate.stem), limit);
      if (form !== undefined) return form;
    }
    return undefined;
  }
}

/** Whether a word that is none of the language may be a slip. */
function isDoubtful({ word, start, end }: Term, question: string): boolean {
  if (word.length < SHORTEST_WORD || !PLAIN_WORD.test(word)) return false;
  return !ALL_CAPITALS.test(question.slice(start, end));
}

/** A capital says so, but where the question begins. */
function isName({ start }: Term, question: string): boolean {
  return start > 0 && CAPITAL.test(question.slice(start));
}

/** Of the forms that a stem is written in, the one that most likely was meant, within `limit`; the first of equals. */
function closest(word: string, written: readonly string[], limit: number): string | undefined {
  const distances = written.map((form) => ({ form, distance: editDistance(word, foldLetters(form), limit) }));
  const [nearest] = distances
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return nearest?.form;
}
