import { isStopWord } from '../passages/stop-words.js';

/** In UTF-16 code units. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a question can mention in particular, told by its form. */
export type MentionKind = 'code' | 'identifier' | 'number' | 'year' | 'month' | 'weekday' | 'season' | 'name';

/** Something that a question mentions in particular: what another question can mention another of. */
export interface Mention extends Span {
  readonly kind: MentionKind;
  readonly text: string;
  /** What the text before it ends with if that is a preposition, in lower case; else ''. */
  readonly preposition: string;
  /** Whether "the" stands before it: "the API". */
  readonly definite: boolean;
  /** Of a number the unit, or what it counts ("80 mm", "3 users"), in lower case and the singular; else ''. */
  readonly unit: string;
  /** Of a number what it numbers ("section 4"), in lower case; of a code its letters; else ''. */
  readonly label: string;
}

/** A word of letters that has digits behind them, and may have signs in between: "E501", "GX-400", "v2.1". */
const CODE =
  /(?<![\p{L}\p{N}_.-])(?<label>\p{L}[\p{L}\p{M}]*(?:[-_./]\p{L}+)*)[-_./]?\p{Nd}[\p{L}\p{N}]*(?:[-_./][\p{L}\p{N}]+)*/gu;
/** What programs are set with: "cache_ttl", "CACHE_TTL", "--cache-ttl", "cacheTtl". */
const IDENTIFIER =
  /(?<![\p{L}\p{N}_.-])(?:\p{L}[\p{L}\p{N}]*(?:_[\p{L}\p{N}]+)+|--\p{L}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)*|\p{Ll}{2,}(?:\p{Lu}\p{Ll}+)+)(?![\p{L}\p{N}_])/gu;
const NUMBER =
  /(?<![\p{L}\p{N}_#-]|\p{Nd}[.,:])(?:(?<sign>[€$£¥])\s?)?(?<number>\p{Nd}+(?:[.,:]\p{Nd}+)*)(?:(?<ordinal>st|nd|rd|th)\b|[\s-]?(?<unit>%|[€$£¥°µ"″]\p{L}?|\p{L}[\p{L}\p{M}]*(?:[/²³]\p{L}*)?))?/gu;
const YEAR = /^(?:1[0-9]|20|21)\p{Nd}{2}$/u;
const MONTH =
  /\b(?:january|february|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)\b/giu;
/** "May visitors …" and "they march": a month by its capital, the preposition before it, or as the last word. */
const MAY_OR_MARCH =
  /(?<=\S\s)(?:May|March)\b|(?<=\b(?:in|of|for|since|until|till|by|from|last|next|during)\s)(?:may|march)\b|\b(?:[Mm]ay|[Mm]arch)(?=\W*$)/gu;
const WEEKDAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b/giu;
const SEASON = /\b(?:spring|summer|autumn|winter)\b/giu;
/** One or several words with a capital, not at the start of a sentence: "Yang Hongxia", "Bank of England", "Model 3". */
const NAME =
  /(?<=[\p{L}\p{N},;:’'”")]\s)\p{Lu}[\p{L}\p{N}’'.-]*(?:\s(?:(?:of\s)?\p{Lu}[\p{L}\p{N}’'.-]*|\p{Nd}[\p{L}\p{N}.-]*))*/gu;
const PREPOSITION =
  /(?<![\p{L}\p{N}])(?:about|after|at|before|below|above|by|during|for|from|in|into|of|on|over|since|than|through|till|to|under|until|with|within|without|via|between|across|except|besides|unlike|versus|vs)(?=\s+(?:(?:the|an?)\s+)?$)/iu;
const LAST_WORD = /(?<word>\p{L}[\p{L}\p{M}]*)\s+$/u;
/** Characters before a mention that are looked at: the longest preposition and an article, or a long word. */
const LOOKED_BACK = 48;
const PRO_FORM = /^ones?$/iu;

/** What a question names: its names, codes and identifiers, each once; months and days are none. */
export function namesIn(question: string): string[] {
  const mentions = mentionsIn(question);
  const named = mentions.filter(({ kind }) => kind === 'code' || kind === 'identifier');
  const names = [...spansOfNames(question), ...named];
  const dates = mentions.filter(({ kind }) => kind === 'month' || kind === 'weekday');
  const whole = names.filter(
    (name) => !dates.some(({ text }) => text === name.text) && !names.some((other) => contains(other, name)),
  );
  return [...new Set(whole.sort((a, b) => a.start - b.start).map(({ text }) => text))];
}

function contains(whole: Span, part: Span): boolean {
  const length = ({ start, end }: Span) => end - start;
  return whole.start <= part.start && whole.end >= part.end && length(whole) > length(part);
}

/** All that a question mentions in particular, in order. */
export function mentionsIn(question: string): Mention[] {
  const found: Mention[] = [];
  const add = (mentions: Mention[]) =>
    found.push(...mentions.filter(({ start, end }) => !found.some((m) => start < m.end && end > m.start)));
  add(spans(question, CODE, 'code', ({ groups }) => ({ label: groups?.['label']?.toLowerCase() ?? '' })));
  for (const [kind, form] of [
    ['identifier', IDENTIFIER],
    ['month', MONTH],
    ['month', MAY_OR_MARCH],
    ['weekday', WEEKDAY],
    ['season', SEASON],
  ] as const) {
    add(spans(question, form, kind));
  }
  const names = spansOfNames(question).map((name) => mention(question, 'name', name.start, name.end));
  // A number in a name is the name's: "Torrent 18".
  add(names.filter(({ text }) => /\p{Nd}/u.test(text)));
  add(numbersIn(question));
  add(names);
  return found.sort((a, b) => a.start - b.start);
}

function numbersIn(question: string): Mention[] {
  return [...question.matchAll(NUMBER)].map((match) => {
    const { sign = '', number = '', ordinal, unit = '' } = match.groups ?? {};
    const start = match.index + match[0].indexOf(number);
    const end = start + number.length + (ordinal?.length ?? 0);
    const before = LAST_WORD.exec(textBefore(question, start))?.groups?.['word']?.toLowerCase() ?? '';
    return {
      ...mention(question, YEAR.test(number) ? 'year' : 'number', start, end),
      unit: ordinal === undefined ? sign || singular(unit.toLowerCase()) : 'th',
      label: isStopWord(before) ? '' : before,
    };
  });
}

function singular(unit: string): string {
  if (isStopWord(unit) || PRO_FORM.test(unit)) return '';
  return unit.length > 3 ? unit.replace(/s$/u, '') : unit;
}

function spans(
  question: string,
  form: RegExp,
  kind: MentionKind,
  facts: (match: RegExpMatchArray) => Partial<Mention> = () => ({}),
): Mention[] {
  return [...question.matchAll(form)].map((match) => ({
    ...mention(question, kind, match.index, match.index + match[0].length),
    ...facts(match),
  }));
}

function mention(question: string, kind: MentionKind, start: number, end: number): Mention {
  const before = textBefore(question, start);
  const preposition = PREPOSITION.exec(before)?.[0].toLowerCase() ?? '';
  const definite = /\bthe\s+$/iu.test(before);
  return { kind, start, end, text: question.slice(start, end), preposition, definite, unit: '', label: '' };
}

function textBefore(question: string, start: number): string {
  return question.slice(Math.max(0, start - LOOKED_BACK), start);
}

function spansOfNames(question: string): (Span & { text: string })[] {
  return (
    [...question.matchAll(NAME)]
      .map(({ 0: name, index }) => {
        const text = name.replace(/[’']s$|[.’'-]+$/u, '');
        return { text, start: index, end: index + text.length };
      })
      // "I" is one by its letter alone.
      .filter(({ text }) => !isStopWord(text.toLowerCase()))
  );
}
