import { foldLetters } from '../passages/fold-letters.js';

const NUMBER_OR_WORD = /\p{Nd}+|\p{L}+/gu;
/** How months begin, in English, German and French. */
const MONTHS = [
  ['jan'],
  ['feb', 'fev'],
  ['mar'],
  ['apr', 'avr'],
  ['may', 'mai'],
  ['jun', 'juin'],
  ['jul', 'juil'],
  ['aug', 'aou'],
  ['sep'],
  ['oct', 'okt'],
  ['nov'],
  ['dec', 'dez'],
];
const YEAR_DIGITS = 4;

/** A date as year, month, day. */
export interface DateNumbers {
  readonly numbers: readonly string[];
  /** … and with the other of the two as the month, where it may be meant so: `3/4/2024`. */
  readonly swapped: readonly string[] | undefined;
}

/** Of a date as `CALENDAR_DATE` finds it. A number above 12 is the day; with dots the day comes first. */
export function dateNumbers(written: string): DateNumbers {
  const parts = written.match(NUMBER_OR_WORD)?.map((part) => ({ part, month: monthOf(part) })) ?? [];
  const numbers = parts.filter(({ part, month }) => month ?? /^\p{Nd}/u.test(part));
  const [first = '', second = '', third = ''] = numbers.map(({ part, month }) => month ?? withoutZeros(part));
  if (first.length === YEAR_DIGITS) return { numbers: [first, second, third], swapped: undefined };
  if (numbers[0]?.month !== undefined) return { numbers: [third, first, second], swapped: undefined };
  const [dayFirst, monthFirst] = [
    [third, second, first],
    [third, first, second],
  ];
  if (!isMonth(second)) return { numbers: monthFirst, swapped: undefined };
  const mayBeEither = written.includes('/') && isMonth(first) && first !== second;
  return { numbers: dayFirst, swapped: mayBeEither ? monthFirst : undefined };
}

export function withoutZeros(number: string): string {
  return number.replace(/^0+(?=.)/u, '');
}

function isMonth(number: string): boolean {
  return Number(number) <= MONTHS.length;
}

function monthOf(word: string): string | undefined {
  const folded = foldLetters(word);
  const month = MONTHS.findIndex((starts) => starts.some((start) => folded.startsWith(start)));
  return month < 0 ? undefined : String(month + 1);
}
