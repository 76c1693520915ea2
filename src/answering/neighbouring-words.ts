import type { Span } from '../documents/document.js';
import { isStopWord } from '../passages/stop-words.js';
import type { Term } from '../passages/terms.js';
import { AUXILIARY } from './asked-agent.js';

/** What parts the words of one name: `Castle Lido`, `cache.interval`, `E-501`, nothing in `2024年`. */
const WITHIN_NAME = /^[ \t\u00A0._/-]?$/u;
/** … and makes one word of them: two such words are names in small letters, too. */
const WITHIN_WORD = /^[._/-]$/u;
const CAPITAL = /^\p{Lu}/u;
const DIGIT = /\p{Nd}/u;
/** The end of `1,000` is no number of its own. */
const IN_NUMBER = /\p{Nd}[,'’]$/u;
/** `RE 305`, `IT`, `Size S`: written so, it is no stop word. */
const ABBREVIATION = /^(?:\p{Lu}{2,}|[^\P{Lu}AI])$/u;

/** Within so many characters of a number, a word that makes a bound or a range of it: nothing else is named then. */
const BOUND_BEFORE =
  /(?:\b(?:within|up to|at least|at most|more than|less than|fewer than|older than|younger than|over|under|above|below|after|before|until|till|since|from|to|by|between|and|than|minimum|maximum|max|min|first|last|next|every|for)|[≤≥<>–-])\s*$/iu;
const BOUND_AFTER = /^\s*\p{L}*\s*(?:[–-]|(?:or|and|to|until)\b|(?:later|older|more|up|earlier|above)\b)/iu;
const LOOKED_AT = 16;

/** A word of a question beside one that it shares with a text. */
export interface Neighbour {
  readonly word: string;
  readonly stem: string;
  readonly isNumber: boolean;
  /** Whether it is a number of a bound or a range. */
  readonly isBound: boolean;
  readonly isName: boolean;
  readonly isKey: boolean;
  readonly isJoined: boolean;
  /** Whether its text begins with it, and its capital says nothing. */
  readonly isFirst: boolean;
}

export type Side = 'before' | 'after';
export type Neighbours = Readonly<Record<Side, Neighbour | undefined>>;

/** A part of a text as the words that it is of. */
export interface NamingText {
  readonly text: string;
  /** Of all of it or of a part, with offsets in `text`. */
  readonly terms: readonly Term[];
  /** Words in it are names in small letters, too: it is what a record is about. */
  readonly key?: Span;
}

/** The words on both sides of a term. */
export function neighbours(text: NamingText, position: number): Neighbours {
  return { before: neighbour(text, position, -1), after: neighbour(text, position, 1) };
}

/** The word next to another in the same name; none where a mark, a line or a stop word comes between. */
function neighbour(naming: NamingText, position: number, step: 1 | -1): Neighbour | undefined {
  const { text, terms, key } = naming;
  const [here, there] = [terms[position], terms[position + step]];
  if (!here || !there) return undefined;
  const [first, second] = step < 0 ? [there, here] : [here, there];
  const written = text.slice(there.start, there.end);
  const between = text.slice(first.end, second.start);
  if (!WITHIN_NAME.test(between)) return undefined;
  if (step < 0 && AUXILIARY.test(there.word)) return agent(naming, position + step);
  if (saysNothing(there.word, written)) return undefined;
  if (IN_NUMBER.test(text.slice(Math.max(0, there.start - 2), there.start))) return undefined;
  const isJoined = WITHIN_WORD.test(between);
  const isNumber = DIGIT.test(written);
  const isKey = key !== undefined && there.start >= key.start && there.start < key.end;
  return {
    ...{ word: there.word, stem: there.stem, isNumber, isKey },
    isBound: isNumber && !isJoined && isBound(text, there),
    isName: isNumber || isKey || CAPITAL.test(written),
    isJoined,
    isFirst: terms[0] === there,
  };
}

/** Who does what an auxiliary and a verb say, if it is a name. */
function agent(naming: NamingText, auxiliary: number): Neighbour | undefined {
  const name = neighbour(naming, auxiliary, -1);
  return name?.isName && !name.isNumber ? name : undefined;
}

/** Whether a number is one of a bound or a range, by the words around it. */
export function isBound(text: string, { start, end }: Term): boolean {
  return (
    BOUND_BEFORE.test(text.slice(Math.max(0, start - LOOKED_AT), start)) ||
    BOUND_AFTER.test(text.slice(end, end + LOOKED_AT))
  );
}

/** Whether a word is a stop word as it is written. */
export function saysNothing(word: string, written: string): boolean {
  return isStopWord(word) && !ABBREVIATION.test(written);
}
