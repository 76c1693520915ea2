import { CALENDAR_DATE } from '../documents/calendar-dates.js';
import type { Span } from '../documents/document.js';
import type { AnswerKind } from './question-analysis.js';
import { versionsAndDatesIn } from './versions-and-dates.js';

/** `4.2.1 – 2024-05-21`, `[4.2.1] - 2024-05-21`, `Opening: 9 May 2024`; not a hyphen within a word. */
const APART = /^(?<name>[^\n]{1,80}?)(?:\s+[–—-]\s+|:\s+)(?<value>[^\n]{1,80})$/u;
/** `4.1.0 (2023-08-08)` */
const IN_BRACKETS = /^(?<name>[^\n]{1,80}?)\s*\((?<value>[^()\n]{1,80})\)$/u;
const DATE = new RegExp(String.raw`^(?:${CALENDAR_DATE})(?![\p{L}\p{N}])`, 'iu');
/** A number of something: `20 €`, `£5`, `1939–1945`, `v4.2`. */
const AMOUNT =
  /^(?:v|[€$£¥]\s?)?\p{Nd}[\p{Nd}.,]*(?:\s?[–-]\s?\p{Nd}[\p{Nd}.,]*)?\s?(?:%|[€$£¥]|\p{L}{1,3})?$/iu;
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
 * @param kind what is asked for: a date says nothing to who asks what changed then; `Jane Doe – Head of Finance` is a name and a role to whoever asks for a person, and may
 * be any title to others
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
    const isValue = (isAsked && DATE.test(second)) || (AMOUNT.test(second) && !NUMBER.test(first));
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
