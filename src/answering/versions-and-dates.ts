import { CALENDAR_DATE } from '../documents/calendar-dates.js';
import type { Span } from '../documents/document.js';
import { asciiDigits } from '../passages/ascii-digits.js';
import { foldLetters } from '../passages/fold-letters.js';
import { isStopWord } from '../passages/stop-words.js';
import { dateNumbers, withoutZeros } from './date-numbers.js';
import { type Bound, boundBetween } from './written-bounds.js';

/** `4.2.1`, `v4.2`, `release 4.2`, `5.0.0-beta.2`, `4.2.x`. */
const VERSION =
  /(?<![\p{L}\p{N}.,/-])(?<intro>(?:v|ver\.?|version|release)[ \u00A0]?)?[[`'"“]?(?<numbers>\p{Nd}+(?:\.\p{Nd}+)*)(?:(?<wild>\.[x*])(?!\p{L})|(?<stage>[- ]?(?:alpha|beta|rc|dev|pre|preview|snapshot)(?:[.-]?\p{Nd}+)*))?(?![\p{L}\p{N}]|[.,]\p{Nd})/giu;
const FEWEST_NUMBERS = 3;
/** What a number counts, whatever stands before it: "they release 18 times a year". */
const COUNTED_BEHIND =
  /^(?:\s*%|\s+(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|times|percent|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/iu;
const PARTED_LETTER = /^v\s/iu;
/** "In 4.1", and nothing behind it that it could be a number of. */
const PLACE_BEFORE = /\b(?:in|of|for)\s*$/iu;
const NOTHING_BEHIND = /^[`'"”]?\s*(?:[?!.,;:)]|$)/u;

/** `4.2: 14 days; 5.0: 21 days`: the columns of a table. */
const FIELD_BEFORE = /(?:^|; |\n)$/u;
const FIELD_BEHIND = /^: /u;

const DATE = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${CALENDAR_DATE})(?![\p{L}\p{N}])`, 'giu');
const NUMBER_OR_WORD = /\p{Nd}+|\p{L}+/gu;

const DASH = /^[\])`'"”]*\s*[–-]\s*[[(`'"“]*$/u;
const NAME_BEFORE = /(?<name>\p{L}[\p{L}\p{M}\p{N}+#-]*)[ \u00A0]+[[(`'"“]*$/u;
const MARKS_ALONE = /^[^\p{L}\p{N}]*$/u;
const LOOKED_AT = 40;

/** The number of a version, a section or an address, or a date. */
interface Numbered extends Span {
  readonly kind: 'version' | 'date';
  /** With one dot and nothing that says more (`4.2`), it may be any amount. */
  readonly isCertain: boolean;
  /** From the first on: 4, 2, 1; of a date year, month, day. */
  readonly numbers: readonly string[];
  /** Of a date with the other number as the month, where it may be meant so: `3/4/2024`. */
  readonly swapped?: readonly string[] | undefined;
  /** Whether it takes in all that begin like it: `4.x`. */
  readonly isWild: boolean;
  /** What comes behind them in `5.0-beta.2`: beta, 2. */
  readonly stage: readonly string[];
}

/** … as it stands in its text. */
export interface VersionOrDate extends Numbered {
  /** Set where it is one of a bound or a range, which takes in others: "since 4.1". */
  readonly bound: Bound | undefined;
  /** Whether its line begins with it. */
  readonly isFirst: boolean;
  /** What it is a version of, if a word before it says so. */
  readonly of: string | undefined;
}

/** All of a text, in order; a date written with dots is no version. */
export function versionsAndDatesIn(text: string): VersionOrDate[] {
  if (!/\p{Nd}/u.test(text)) return [];
  const dates = datesIn(text);
  const versions = versionsIn(text).filter(
    ({ start, end }) => !dates.some((date) => start < date.end && date.start < end),
  );
  const found = [...dates, ...versions].sort((a, b) => a.start - b.start);
  return found.map((one, position) => {
    const before = text.slice(Math.max(0, one.start - LOOKED_AT), one.start);
    const name = foldLetters(NAME_BEFORE.exec(before)?.groups?.['name'] ?? '');
    return {
      ...one,
      bound:
        isRange(text, found[position - 1], one) || isRange(text, one, found[position + 1])
          ? 'unclear'
          : boundBetween(before, text.slice(one.end, one.end + LOOKED_AT)),
      isFirst: MARKS_ALONE.test(text.slice(text.lastIndexOf('\n', one.start - 1) + 1, one.start)),
      of: name === '' || isStopWord(name) ? undefined : name,
    };
  });
}

/** Whether they have other numbers in a place that both have: `4.2` may be `4.2.1`, `4.1.3` may not. */
export function areApart(one: VersionOrDate, other: VersionOrDate): boolean {
  return (
    readings(one, other).every(([a, b]) => comparison(a, b) !== 0) ||
    one.stage.some((part, place) => other.stage[place] !== undefined && other.stage[place] !== part)
  );
}

/** Whether what is said of a bound holds for another version or date; for any where its direction is not plain. */
export function takesIn(bound: VersionOrDate, other: VersionOrDate): boolean {
  return readings(bound, other).some(([a, b]) => {
    if (bound.bound === 'unclear') return true;
    return bound.bound === 'from' ? comparison(a, b) <= 0 : comparison(a, b) >= 0;
  });
}

/** Both are written in the same way where both may be meant in two. */
function readings(one: Numbered, other: Numbered): (readonly [readonly string[], readonly string[]])[] {
  const [ones, others] = [one, other].map(({ numbers, swapped }) => [numbers, ...(swapped ? [swapped] : [])]);
  const pairs = (ones ?? []).flatMap((a, way) =>
    (others ?? []).map((b, otherWay) => ({ a, b, way, otherWay })),
  );
  const areAlike = one.swapped !== undefined && other.swapped !== undefined;
  return pairs.filter(({ way, otherWay }) => !areAlike || way === otherWay).map(({ a, b }) => [a, b]);
}

/** Below 0 where `a` comes first, by the first place that differs among those that both have. */
function comparison(a: readonly string[], b: readonly string[]): number {
  const place = a.findIndex((part, at) => b[at] !== undefined && b[at] !== part);
  return place < 0 ? 0 : Number(a[place]) - Number(b[place]);
}

function versionsIn(text: string): Numbered[] {
  return [...text.matchAll(VERSION)].flatMap(({ 0: written, index: start, groups }) => {
    const end = start + written.length;
    const { intro, wild, stage = '' } = groups ?? {};
    const numbers = asciiDigits(groups?.['numbers'] ?? '')
      .split('.')
      .map(withoutZeros);
    const behind = text.slice(end);
    if (numbers.length === 1 && wild === undefined) {
      if (intro === undefined || PARTED_LETTER.test(intro) || COUNTED_BEHIND.test(behind)) return [];
    }
    const saysMore = intro !== undefined || wild !== undefined || stage !== '';
    const before = text.slice(0, start);
    const isPlace = PLACE_BEFORE.test(before) && NOTHING_BEHIND.test(behind);
    const isField = FIELD_BEFORE.test(before) && FIELD_BEHIND.test(behind);
    return {
      kind: 'version' as const,
      isCertain: numbers.length >= FEWEST_NUMBERS || saysMore || isPlace || isField,
      isWild: wild !== undefined,
      numbers,
      stage: asciiDigits(stage).toLowerCase().match(NUMBER_OR_WORD) ?? [],
      ...{ start, end },
    };
  });
}

function datesIn(text: string): Numbered[] {
  return [...text.matchAll(DATE)].map(({ 0: written, index: start }) => {
    const end = start + written.length;
    return { kind: 'date', isCertain: true, isWild: false, ...dateNumbers(written), stage: [], start, end };
  });
}

/** Whether they are its ends: `4.1.0 – 4.3.2`, and not `4.1.0 – 2024-05-21`. */
function isRange(text: string, one: Numbered | undefined, next: Numbered | undefined): boolean {
  return !!one && !!next && one.kind === next.kind && DASH.test(text.slice(one.end, next.start));
}
