import { CALENDAR_DATE } from '../documents/calendar-dates.js';
import type { Span } from '../documents/document.js';
import { foldLetters } from '../passages/fold-letters.js';
import { isStopWord } from '../passages/stop-words.js';

/** `4.2.1`, `v4.2`, `release 4.2`, `5.0.0-beta.2`, `4.2.x`. */
const VERSION =
  /(?<![\p{L}\p{N}.,/-])(?<intro>(?:v|ver\.?|version|release)[ \u00A0]?)?[[`'"“]?(?<numbers>\p{Nd}+(?:\.\p{Nd}+)+)(?:(?<wild>\.[x*])(?!\p{L})|(?<stage>[- ]?(?:alpha|beta|rc|dev|pre|preview|snapshot)(?:[.-]?\p{Nd}+)*))?(?![\p{L}\p{N}]|[.,]\p{Nd})/giu;
const FEWEST_NUMBERS = 3;
/** "In 4.1", and nothing behind it that it could be a number of. */
const PLACE_BEFORE = /\b(?:in|of|for)\s*$/iu;
const NOTHING_BEHIND = /^[`'"”]?\s*(?:[?!.,;:)]|$)/u;

/** `4.2: 14 days; 5.0: 21 days`: the columns of a table. */
const FIELD_BEFORE = /(?:^|; |\n)$/u;
const FIELD_BEHIND = /^: /u;

const DATE = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${CALENDAR_DATE})(?![\p{L}\p{N}])`, 'giu');
const NUMBER_OR_WORD = /\p{Nd}+|\p{L}+/gu;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const GERMAN_MONTHS: Readonly<Record<string, string>> = { mär: 'mar', mai: 'may', okt: 'oct', dez: 'dec' };
const MONTH_LETTERS = 3;
const YEAR_DIGITS = 4;

/** What makes a bound or a range of one. */
const BOUND_BEFORE =
  /(?:\b(?:since|from|until|till|to|before|after|up to|least|most|than|through|above|below|between|within|min(?:imum)?\.?|max(?:imum)?\.?|by)|[≥≤><=^~])\s*[[(`'"“]*$/iu;
const BOUND_AFTER =
  /^[\])`'"”]*(?:\s*\+|\s+(?:or|to|until|through)\b|\s+(?:and|&)\s+(?:later|older|newer|up|earlier|above|below)\b|\s*(?:onwards?|upwards?)\b)/iu;
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
  /** What comes behind them in `5.0-beta.2`: beta, 2. */
  readonly stage: readonly string[];
}

/** … as it stands in its text. */
export interface VersionOrDate extends Numbered {
  /** Whether it is one of a bound or a range, which may take in any: "since 4.1". */
  readonly isBound: boolean;
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
      isBound:
        BOUND_BEFORE.test(before) ||
        BOUND_AFTER.test(text.slice(one.end, one.end + LOOKED_AT)) ||
        isRange(text, found[position - 1], one) ||
        isRange(text, one, found[position + 1]),
      isFirst: MARKS_ALONE.test(text.slice(text.lastIndexOf('\n', one.start - 1) + 1, one.start)),
      of: name === '' || isStopWord(name) ? undefined : name,
    };
  });
}

/** Whether they have other numbers in a place that both have: `4.2` may be `4.2.1`, `4.1.3` may not. */
export function areApart(one: VersionOrDate, other: VersionOrDate): boolean {
  const differ = (a: readonly string[], b: readonly string[]) =>
    a.some((part, place) => b[place] !== undefined && b[place] !== part);
  return differ(one.numbers, other.numbers) || differ(one.stage, other.stage);
}

function versionsIn(text: string): Numbered[] {
  return [...text.matchAll(VERSION)].map(({ 0: written, index: start, groups }) => {
    const end = start + written.length;
    const { intro, wild, stage = '' } = groups ?? {};
    const numbers = groups?.['numbers']?.split('.').map(withoutZeros) ?? [];
    const saysMore = intro !== undefined || wild !== undefined || stage !== '';
    const [before, behind] = [text.slice(0, start), text.slice(end)];
    const isPlace = PLACE_BEFORE.test(before) && NOTHING_BEHIND.test(behind);
    const isField = FIELD_BEFORE.test(before) && FIELD_BEHIND.test(behind);
    return {
      kind: 'version',
      isCertain: numbers.length >= FEWEST_NUMBERS || saysMore || isPlace || isField,
      numbers,
      stage: stage.toLowerCase().match(NUMBER_OR_WORD) ?? [],
      ...{ start, end },
    };
  });
}

function datesIn(text: string): Numbered[] {
  return [...text.matchAll(DATE)].map(({ 0: written, index: start }) => {
    const end = start + written.length;
    return { kind: 'date', isCertain: true, numbers: partsOfDate(written), stage: [], start, end };
  });
}

/** Year, month, day, as Europe writes them where nothing says which is the month (`3/4/2024`). */
function partsOfDate(written: string): string[] {
  const parts = written.match(NUMBER_OR_WORD)?.map((part) => ({ part, month: monthOf(part) })) ?? [];
  const numbers = parts.filter(({ part, month }) => month ?? /^\p{Nd}/u.test(part));
  const [first = '', second = '', third = ''] = numbers.map(({ part, month }) => month ?? withoutZeros(part));
  if (first.length === YEAR_DIGITS) return [first, second, third];
  return numbers[0]?.month === undefined ? [third, second, first] : [third, first, second];
}

function monthOf(word: string): string | undefined {
  const start = word.toLowerCase().slice(0, MONTH_LETTERS);
  const month = MONTHS.indexOf(GERMAN_MONTHS[start] ?? start);
  return month < 0 ? undefined : String(month + 1);
}

function withoutZeros(number: string): string {
  return number.replace(/^0+(?=.)/u, '');
}

/** Whether they are its ends: `4.1.0 – 4.3.2`, and not `4.1.0 – 2024-05-21`. */
function isRange(text: string, one: Numbered | undefined, next: Numbered | undefined): boolean {
  return !!one && !!next && one.kind === next.kind && DASH.test(text.slice(one.end, next.start));
}
