import { foldLetters } from '../passages/fold-letters.js';
import { isStopWord, stopWordsLike } from '../passages/stop-words.js';
import { type Term, termsOf } from '../passages/terms.js';
import type { Vocabulary } from '../store/knowledge-store.js';
import { editDistance } from './edit-distance.js';

/** Shorter words are near too many others. */
const SHORTEST_WORD = 5;
/** Words of this length and more may be two edits away, shorter ones one (the steps of Lucene's "auto" fuzziness are 3 and 6). */
const TWO_EDITS_FROM = 8;
/** More unknown words than this are another language or noise, not slips. */
const MOST_CORRECTIONS = 3;
const PLAIN_WORD = /^[a-z]+$/;
const CAPITAL = /^\p{Lu}/u;
const ALL_CAPITALS = /^\p{Lu}+$/u;

/**
 * Puts the documents' own word in the place of a misspelt one: a question's word that no passage holds, that is no
 * word of the language, and that begins like a word of the documents one or two edits away. Names are corrected
 * as other words are; numbers, abbreviations in capitals and what is a word by itself never.
 */
export class SpellingCorrector {
  /** @param isWord whether a word, lower case and without diacritics, is one of the language */
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly isWord: (word: string) => boolean,
  ) {}

  /** The question with its misspelt words replaced; the very same string where there are none. */
  async correct(question: string): Promise<string> {
    const doubtful = termsOf(question).filter((term) => this.isDoubtful(term, question));
    if (doubtful.length === 0) return question;
    const held = await this.vocabulary.frequencies(doubtful.map(({ stem }) => stem));
    const unknown = doubtful.filter(({ stem }) => !held.has(stem));
    if (unknown.length > MOST_CORRECTIONS) return question;
    let corrected = question;
    for (const term of unknown.reverse()) {
      const word = await this.wordLike(term);
      if (word === undefined) continue;
      // A capital makes a name of a word: where none was typed, the start of some sentence must not bring one in.
      const cased = CAPITAL.test(corrected.slice(term.start)) ? word : word.toLowerCase();
      corrected = corrected.slice(0, term.start) + cased + corrected.slice(term.end);
    }
    return corrected;
  }

  private isDoubtful({ word, start, end }: Term, question: string): boolean {
    if (word.length < SHORTEST_WORD || !PLAIN_WORD.test(word)) return false;
    return !isStopWord(word) && !this.isWord(word) && !ALL_CAPITALS.test(question.slice(start, end));
  }

  private async wordLike({ word, stem }: Term): Promise<string | undefined> {
    const limit = word.length >= TWO_EDITS_FROM ? 2 : 1;
    const stopWord = stopWordsLike(word[0] ?? '').find((known) => editDistance(word, known, 1) === 1);
    if (stopWord !== undefined) return stopWord;
    const range = { prefix: stem[0] ?? '', shortest: stem.length - limit, longest: stem.length + limit };
    let nearest: { stem: string; distance: number; passages: number } | undefined;
    for (const candidate of await this.vocabulary.stems(range)) {
      const distance = editDistance(stem, candidate.stem, nearest?.distance ?? limit);
      if (distance > limit || !PLAIN_WORD.test(candidate.stem)) continue;
      if (
        !nearest ||
        distance < nearest.distance ||
        (distance === nearest.distance && candidate.passages > nearest.passages)
      ) {
        nearest = { ...candidate, distance };
      }
    }
    return nearest && closest(word, await this.vocabulary.written(nearest.stem));
  }
}

/** Of the forms that a stem is written in, the one that most likely was meant; the first of equals. */
function closest(word: string, written: readonly string[]): string | undefined {
  const distance = (form: string) => editDistance(word, foldLetters(form), word.length);
  return [...written].sort((a, b) => distance(a) - distance(b))[0];
}
