import { CALENDAR_DATE } from '../documents/calendar-dates.js';
import type { Span } from '../documents/document.js';
import type { AnswerKind } from './question-analysis.js';
import { versionsAndDatesIn } from './versions-and-dates.js';

/** `4.2.1 – 2024-05-21`, `[4.2.1] - 2024-05-21`, `Opening: 9 May 2024`; not a hyphen within a word. */
const APART = /^(?<name>[^\n]{1,80}?)(?:\s+[–—-]\s+|:\s+)(?<value>[^\n]{1,80})$/u;
/** `4.1.0 (2023-08-08)` */
const IN_BRACKETS = /^(?<name>[^\n]{1,80}?)\s*\((?<value>[^()\n]{1,80})\)$/u;
const DATE = new RegExp(String.raw`^(?:${CALENDAR_DATE})(?![\p{L}\p{N}])`, 'iu');
const NUMBERS = String.raw`\p{Nd}[\p{Nd}.,]*(?:\s?[–-]\s?\p{Nd}[\p{Nd}.,]*)?`;
/** Of measure, of money and of time; a capital decides: `15 Pro` is a name. */
const UNIT = [
  '%|[€$£¥]|CHF|EUR|USD|GBP|Fr\\.',
  '[mcdk]?m[²³]?|[mk]?g|[mcdh]?l|kWh?|MW|[kMG]?Hz|[kKMGT]i?B|°\\s?[CF]|px|ft|lbs?|oz|ha|mph|km/h|h|min',
  '(?:second|minute|hour|day|week|month|year)s?|Sekunden?|Minuten?|Stunden?|Tage?|Wochen?|Monate?|Jahre?',
  'secondes?|heures?|jours?|semaines?|mois|ans?',
].join('|');
/** A number of something: `€20`, `24 months`, `10–15 °C`; a number alone may be of a name (`Windows – 11`). */
const AMOUNT = new RegExp(String.raw`^(?:[€$£¥]\s?${NUMBERS}|${NUMBERS}\s?(?:${UNIT}))$`, 'u');
/** What says when or which to who asks for that alone: `COVID-19 – 2020` is a name to others. */
const TIME =
  /^(?:(?:1[5-9]|20|21)\p{Nd}{2}(?:\s?[–-]\s?(?:1[5-9]|20|21)\p{Nd}{2})?|\p{Nd}{1,2}:\p{Nd}{2}(?:\s?[–-]\s?\p{Nd}{1,2}:\p{Nd}{2})?)$/u;
const VERSION = /^v\p{Nd}[\p{Nd}.]*$/iu;
const NUMBER = /^\P{L}*\p{Nd}+[.)]?\P{L}*$/u;
/** Two to four words with a capital each are a name, at best, and what a dash parts from them a role. */
const PERSON = /^(?:\p{Lu}[\p{L}\p{M}.'’-]*\s+){1,3}\p{Lu}[\p{L}\p{M}.'’-]*\s+[–—-]\s/u;
const DECORATION = /^[[`*_]+|[\]`*_]+$/gu;

/** What a heading says of its own, instead of what the text below it is about. Offsets are in the heading. */
export interface HeadingStatement {
  readonly name: Span;
  /** `4.2.1: 2024-05-21`: a field as records have it. */
  readonly text: string;
}

/**
 * @param kind what is asked for: a date says nothing to who asks what changed then; `Jane Doe – Head of Finance` is a name
 * and a role to whoever asks for a person, and may be any title to others
 * @returns undefined for a heading that gives no date, number or role to a name
 */
export function headingStatement(heading: string, kind: AnswerKind): HeadingStatement | undefined {
  const isAsked = kind === 'date' || kind === 'version';
  for (const pattern of [APART, IN_BRACKETS]) {
    const { name = '', value = '' } = pattern.exec(heading)?.groups ?? {};
    const [first = '', second = ''] = [name, value].map((part) => part.replace(DECORATION, ''));
    if (first === '' || second === '') continue;
    // The date stands in front in some logs.
    if (isAsked && DATE.test(first)) {
      const start = heading.lastIndexOf(value);
      return { name: { start, end: start + value.length }, text: fieldOf(second, first) };
    }
    const isWhen = DATE.test(second) || (kind === 'date' && !NUMBER.test(first) && TIME.test(second));
    const isAmount = (AMOUNT.test(second) || (isAsked && VERSION.test(second))) && !NUMBER.test(first);
    const isValue = (isAsked && isWhen) || isAmount;
    if (isValue || (kind === 'person' && PERSON.test(heading))) {
      return { name: { start: 0, end: name.length }, text: fieldOf(first, second) };
    }
  }
  return undefined;
}

/** Beside a version, a date is that of its release. */
function fieldOf(name: string, value: string): string {
  const isRelease =
    DATE.test(value) &&
    versionsAndDatesIn(name).some(({ kind, isCertain }) => kind === 'version' && isCertain);
  return `${name}: ${isRelease ? 'released on ' : ''}${value}`;
}
