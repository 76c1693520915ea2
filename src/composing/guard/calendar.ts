import type { Span } from '../../documents/document.js';

/** A date as far as it is written; a part that is not written is undefined. */
export interface WrittenDate extends Span {
  readonly year?: number;
  /** 1..12 */
  readonly month?: number;
  readonly day?: number;
}

const MONTHS = [
  'jan(?:uary)?',
  'feb(?:ruary)?',
  'mar(?:ch)?',
  'apr(?:il)?',
  'may',
  'june?',
  'july?',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'oct(?:ober)?',
  'nov(?:ember)?',
  'dec(?:ember)?',
];
/** With a capital, since "may" and "march" are words. */
const MONTH = `(?:${MONTHS.map((name) => name.replace(/^./, (first) => `[${first.toUpperCase()}]`)).join('|')})\\.?`;
const EDGE = '(?![\\p{L}\\p{M}\\p{N}])';
const START = '(?<![\\p{L}\\p{M}\\p{N}]|\\p{N}[.,/-])';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(?<year>\\d{4})';

const FORMS: readonly RegExp[] = [
  `${START}(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})${EDGE}`,
  `${START}(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4})${EDGE}`,
  `${START}${DAY}\\s+(?:of\\s+)?(?<name>${MONTH})(?:\\s*,?\\s*${YEAR})?${EDGE}`,
  `${START}(?<name>${MONTH})\\s+${DAY}(?:\\s*,?\\s*${YEAR})?${EDGE}`,
  `${START}(?<name>${MONTH})\\s*,?\\s*(?:of\\s+)?${YEAR}${EDGE}`,
  `${START}(?<name>${MONTH})${EDGE}`,
].map((form) => new RegExp(form, 'gu'));

/**
 * Dates of the Gregorian calendar in English and in figures: 17.03.2025, 2025-03-17, 17 March 2025, March 17th,
 * March 2025, March. 3/4/2025 is left out: who wrote it knows which is the month, and readers do not.
 */
export function writtenDates(text: string): WrittenDate[] {
  const dates: WrittenDate[] = [];
  for (const form of FORMS) {
    for (const match of text.matchAll(form)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (dates.some((earlier) => start < earlier.end && end > earlier.start)) continue;
      const { year, month, day, name } = match.groups ?? {};
      const monthNumber = name === undefined ? Number(month) : monthOf(name);
      if (monthNumber < 1 || monthNumber > 12 || Number(day ?? 1) > 31) continue;
      dates.push({
        start,
        end,
        month: monthNumber,
        ...(year !== undefined && { year: Number(year) }),
        ...(day !== undefined && { day: Number(day) }),
      });
    }
  }
  return dates.sort((a, b) => a.start - b.start);
}

function monthOf(name: string): number {
  const plain = name.replace(/\.$/, '').toLowerCase();
  return MONTHS.findIndex((form) => new RegExp(`^${form}$`).test(plain)) + 1;
}

/** Whether all that a date says is said by another. */
export function dateHolds(written: WrittenDate, claimed: WrittenDate): boolean {
  return (['year', 'month', 'day'] as const).every(
    (part) => claimed[part] === undefined || claimed[part] === written[part],
  );
}
