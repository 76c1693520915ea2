import type { Span } from '../documents/document.js';
import { isStopWord } from '../passages/stop-words.js';
import { type Term, termsOf } from '../passages/terms.js';
import { editDistance } from '../retrieval/edit-distance.js';

/** What parts the words of one name: `Castle Lido`, `cache.interval`, `E-501`, nothing in `2024年`. */
const WITHIN_NAME = /^[ \t\u00A0._/-]?$/u;
/** … and makes one word of them: two such words are names in small letters, too. */
const WITHIN_WORD = /^[._/-]$/u;
const CAPITAL = /^\p{Lu}/u;
const DIGIT = /\p{Nd}/u;
/** The end of `1,000` is no number of its own. */
const IN_NUMBER = /\p{Nd}[,'’]$/u;
/** Shorter words differ in one letter and are two words. */
const SHORTEST_MISSPELT = 5;
const SHORTEST_PREFIX = 3;
/** `RE 305`, `IT`, `Size S`: written so, it is no stop word. */
const ABBREVIATION = /^(?:\p{Lu}{2,}|[^\P{Lu}AI])$/u;

const YEAR = /^(?:1\p{Nd}|20|21)\p{Nd}{2}$/u;

/** A word of a question beside one that it shares with a text. */
interface Neighbour {
  readonly word: string;
  readonly stem: string;
  readonly isNumber: boolean;
  readonly isName: boolean;
  readonly isKey: boolean;
  readonly isJoined: boolean;
}

interface Neighbours {
  readonly before: Neighbour | undefined;
  readonly after: Neighbour | undefined;
}

/** A part of a text as the words that it is of. */
export interface NamingText {
  readonly text: string;
  /** Of all of it or of a part, with offsets in `text`. */
  readonly terms: readonly Term[];
  /** Words in it are names in small letters, too: it is what a record is about. */
  readonly key?: Span;
}

/**
 * Tells a text about one thing from a question about its like: "Castle Pool" is not the "Castle Lido" that is asked for,
 * a hinge of 80 mm not the one of 120 mm, `retry_delay` not `job_delay`. Beside a word that both have, the question has
 * one word and the text another. It says nothing of names that have no word in common.
 */
export class AskedNames {
  readonly #stems: ReadonlySet<string>;
  readonly #neighbours = new Map<string, Neighbours[]>();
  /** Typed without capitals: any word may be part of a name. */
  readonly #isPlain: boolean;

  constructor(question: string) {
    this.#isPlain = !/\p{Lu}/u.test(question);
    const terms = termsOf(question);
    this.#stems = new Set(terms.map(({ stem }) => stem));
    for (const [position, { stem, word, start, end }] of terms.entries()) {
      if (saysNothing(word, question.slice(start, end))) continue;
      const [before, after] = [-1, 1].map((step) => neighbour({ text: question, terms }, position, step));
      if (!before && !after) continue;
      this.#neighbours.set(stem, [...(this.#neighbours.get(stem) ?? []), { before, after }]);
    }
  }

  /**
   * Whether a text names the like of what is asked for in its place.
   *
   * @param holds whether a stem stands in what the text can be said to speak of: it may hold both
   */
  isSubstitutedIn(text: NamingText, holds: (stem: string) => boolean): boolean {
    if (this.#neighbours.size === 0) return false;
    return text.terms.some(({ stem }, position) =>
      (this.#neighbours.get(stem) ?? []).some(
        ({ before, after }) =>
          this.#isOther(before, neighbour(text, position, -1), holds, true) ||
          this.#isOther(after, neighbour(text, position, 1), holds, false),
      ),
    );
  }

  /**
   * Whether a sentence speaks of other years than the one that is asked about.
   *
   * @param words of the sentence
   * @param held stems of its passage with headings and title: what is said of a year may follow in another sentence
   */
  isOfOtherYear(words: readonly Term[], held: ReadonlySet<string>): boolean {
    const asked = [...this.#stems].filter((stem) => YEAR.test(stem));
    return (
      asked.length > 0 && !asked.some((year) => held.has(year)) && words.some(({ stem }) => YEAR.test(stem))
    );
  }

  #isOther(
    asked: Neighbour | undefined,
    found: Neighbour | undefined,
    holds: (stem: string) => boolean,
    qualifies: boolean,
  ): boolean {
    if (!asked || !found || holds(asked.stem) || this.#stems.has(found.stem)) return false;
    const areParts = asked.isJoined && found.isJoined;
    if (asked.isNumber !== found.isNumber || !(found.isName || areParts)) return false;
    // What stands before a thing tells it from others, in small letters, too: the walnut drawer from the oak drawer.
    const isAskedFor = asked.isName || areParts || this.#isPlain || (qualifies && found.isKey);
    return isAskedFor && !areForms(asked.word, found.word);
  }
}

/** The word next to another in the same name; none where a mark, a line or a stop word comes between. */
function neighbour({ text, terms, key }: NamingText, position: number, step: number): Neighbour | undefined {
  const [here, there] = [terms[position], terms[position + step]];
  if (!here || !there) return undefined;
  const [first, second] = step < 0 ? [there, here] : [here, there];
  const written = text.slice(there.start, there.end);
  const between = text.slice(first.end, second.start);
  if (!WITHIN_NAME.test(between) || saysNothing(there.word, written)) return undefined;
  if (IN_NUMBER.test(text.slice(Math.max(0, there.start - 2), there.start))) return undefined;
  const isNumber = DIGIT.test(written);
  const isKey = key !== undefined && there.start >= key.start && there.start < key.end;
  const isName = isNumber || isKey || CAPITAL.test(written);
  const isJoined = WITHIN_WORD.test(between);
  return { word: there.word, stem: there.stem, isNumber, isName, isKey, isJoined };
}

/** Whether one word is another form of the other or a slip of it: `Europe`, `European`; `Governor`, `Governon`. */
function areForms(one: string, other: string): boolean {
  if (DIGIT.test(one) || DIGIT.test(other)) return false;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length >= SHORTEST_PREFIX && long.startsWith(short)) return true;
  return short.length >= SHORTEST_MISSPELT && editDistance(short, long, 1) <= 1;
}

function saysNothing(word: string, written: string): boolean {
  return isStopWord(word) && !ABBREVIATION.test(written);
}
