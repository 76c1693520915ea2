import { type Term, termsOf } from '../passages/terms.js';
import { editDistance } from '../retrieval/edit-distance.js';
import {
  isBound,
  type NamingText,
  type Neighbour,
  type Neighbours,
  neighbours,
  type Side,
  saysNothing,
} from './neighbouring-words.js';
import { isYesOrNo } from './question-analysis.js';
import { versionsAndDatesIn } from './versions-and-dates.js';

const DIGIT = /\p{Nd}/u;

/** Shorter words differ in one letter and are two words. */
const SHORTEST_MISSPELT = 5;
const SHORTEST_PREFIX = 3;
/** Fewer digits are mostly amounts. */
const NUMBER_AS_NAME = /^\p{Nd}{3,}$/u;
const YEAR = /^(?:1\p{Nd}|20|21)\p{Nd}{2}$/u;

/** What a question asks about, where a text has another in its place. */
export interface Substituted {
  /** Of the word that the question has. */
  readonly stem: string;
  /** Numbers mean something with their word alone: the same number elsewhere is another. */
  readonly isNumber: boolean;
  /** The word that both have, and whether the text begins with what it has in the other's place. */
  readonly shared: string;
  readonly isFirst: boolean;
}

/**
 * Tells a text about one thing from a question about its like: "Castle Pool" is not the "Castle Lido" that is asked for,
 * a hinge of 80 mm not the one of 120 mm, `retry_delay` not `job_delay`. Beside a word that both have, the question has
 * one word and the text another. It says nothing of names that have no word in common.
 */
export class AskedNames {
  readonly #stems: ReadonlySet<string>;
  readonly #neighbours = new Map<string, readonly Neighbours[]>();
  /** Typed without capitals: any word may be part of a name. */
  readonly #isPlain: boolean;
  readonly #isYesOrNo: boolean;

  constructor(question: string) {
    this.#isPlain = !/\p{Lu}/u.test(question);
    this.#isYesOrNo = isYesOrNo(question);
    const terms = termsOf(question);
    // Of their numbers none means anything alone: see `AskedVersions`.
    const versions = versionsAndDatesIn(question).filter(({ kind }) => kind === 'version');
    this.#stems = new Set(terms.map(({ stem }) => stem));
    for (const [position, { stem, word, start, end }] of terms.entries()) {
      if (versions.some((version) => start >= version.start && end <= version.end)) continue;
      const beside = neighbours({ text: question, terms }, position);
      // A letter behind a number is a unit: `30 m`.
      if (saysNothing(word, question.slice(start, end)) && !beside.before?.isNumber) continue;
      const known = this.#neighbours.get(stem) ?? [];
      const isKnown = known.some(
        (other) => isSame(other.before, beside.before) && isSame(other.after, beside.after),
      );
      if ((beside.before || beside.after) && !isKnown) this.#neighbours.set(stem, [...known, beside]);
    }
  }

  /** What is asked about and has its like in its place in a text. */
  substitutedIn(text: NamingText): Substituted[] {
    if (this.#neighbours.size === 0) return [];
    const found: { term: Term; asked: readonly Neighbours[]; beside: Neighbours }[] = [];
    for (const [position, term] of text.terms.entries()) {
      const asked = this.#neighbours.get(term.stem);
      if (asked) found.push({ term, asked, beside: neighbours(text, position) });
    }
    const pairs = new Set(
      found.flatMap(({ term, beside }) =>
        [beside.before, beside.after].map((other) => `${term.stem} ${other?.stem}`),
      ),
    );
    return found.flatMap(({ term, asked, beside }) =>
      asked.flatMap((pair) =>
        (['before', 'after'] as const).flatMap((side) => {
          const [wanted, other] = [pair[side], beside[side]];
          if (!wanted || !other || !this.#isLike(wanted, other, side, DIGIT.test(term.word))) return [];
          if (pairs.has(`${term.stem} ${wanted.stem}`)) return [];
          const { stem, isNumber } = wanted;
          return [{ stem, isNumber, shared: term.stem, isFirst: other.isFirst && !other.isKey }];
        }),
      ),
    );
  }

  /**
   * Whether a record has another number for its name than the one that is asked about, of as many digits: object 1022 for
   * object 1023.
   *
   * @param key what the record is about
   * @param terms of the record
   */
  isOtherNumber(key: string, terms: readonly Term[]): boolean {
    if (!NUMBER_AS_NAME.test(key) || this.#stems.has(key)) return false;
    const said = new Set(terms.map(({ stem }) => stem));
    return [...this.#stems].some(
      (stem) => NUMBER_AS_NAME.test(stem) && stem.length === key.length && !said.has(stem),
    );
  }

  /**
   * Whether a sentence speaks of other years than the one that is asked about; where it names none, what stands above it
   * does ("Prices 2024"). When it was published says nothing of what it tells of.
   *
   * @param held stems of its passage with headings and title: what is said of a year may follow in another sentence
   * @param above the headings, from the nearest on, and the title
   */
  isOfOtherYear(said: NamingText, held: ReadonlySet<string>, above: readonly NamingText[] = []): boolean {
    const [asked, ...others] = [...this.#stems].filter((stem) => YEAR.test(stem));
    if (asked === undefined || [asked, ...others].some((year) => held.has(year))) return false;
    const levels = others.length > 0 ? [said] : [said, ...above];
    const nearest = levels.find(({ terms }) => terms.some(({ stem }) => YEAR.test(stem)));
    if (!nearest) return false;
    const { text, terms } = nearest;
    const years = terms.filter(({ stem }) => YEAR.test(stem));
    if (years.some((year) => isBound(text, year))) return false;
    const isWithin = years.some(({ stem }) => stem < asked) && years.some(({ stem }) => stem > asked);
    return !isWithin;
  }

  #isLike(asked: Neighbour, found: Neighbour, side: Side, besideNumber: boolean): boolean {
    if (this.#stems.has(found.stem) || asked.isNumber !== found.isNumber) return false;
    // `HA-12` is not the like of `Harmattan 12`.
    if (besideNumber && asked.isJoined !== found.isJoined) return false;
    if (found.isNumber && !found.isKey && (this.#isYesOrNo || asked.isBound || found.isBound)) return false;
    const areParts = asked.isJoined && found.isJoined;
    if (!(found.isName || areParts)) return false;
    // What stands before a thing tells it from others, in small letters, too: the walnut drawer from the oak drawer.
    const isAskedFor = asked.isName || areParts || this.#isPlain || (side === 'before' && found.isKey);
    return isAskedFor && !areForms(asked.word, found.word);
  }
}

function isSame(one: Neighbour | undefined, other: Neighbour | undefined): boolean {
  return one?.stem === other?.stem;
}

/** Whether one word is another form of the other or a slip of it: `Europe`, `European`; `Governor`, `Governon`. */
function areForms(one: string, other: string): boolean {
  if (DIGIT.test(one) || DIGIT.test(other)) return false;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length >= SHORTEST_PREFIX && long.startsWith(short)) return true;
  return short.length >= SHORTEST_MISSPELT && editDistance(short, long, 1) <= 1;
}
