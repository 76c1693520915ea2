import type { Span } from '../../documents/document.js';
import { asciiDigits } from '../../passages/ascii-digits.js';
import { decimalKey, decimalOf, scaled } from './decimal.js';
import { SCALES, wordNumbers } from './number-words.js';
import { currencyBefore, isTimeUnit, unitAfter } from './units.js';

/** A number in a text, as far as two writings of it can be compared. */
export interface Quantity extends Span {
  /** Equal for equal values; numbers that can be read in two ways keep how they are written. */
  readonly value: string;
  readonly unit: string | undefined;
  readonly ordinal: boolean;
  /** "more than", "at least" or "less than", "up to". */
  readonly bound: 'more' | 'less' | undefined;
}

const DIGITS =
  /(?<![\p{L}\p{M}\p{N}]|\p{N}[.,])(?<number>\p{Nd}+(?:[,.'’ \u00a0\u202f\u2009]\p{Nd}{3})*(?:[.,]\p{Nd}+)?)(?<ordinal>(?:st|nd|rd|th)(?![\p{L}\p{N}]))?/gu;
const SCALE =
  /^(?<space>[\s-]?)(?<word>hundred|thousand|million|billion|trillion|bn|mn|tn|k|m|b)(?![\p{L}\p{M}\p{N}])/iu;
const LETTERS_SCALES: Readonly<Record<string, number>> = { k: 3, m: 6, b: 9 };

const ORDINALS = [
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth',
  'fifteenth sixteenth seventeenth eighteenth nineteenth twentieth',
]
  .join(' ')
  .split(' ');
const ORDINAL_WORD = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}])(?:${ORDINALS.join('|')})(?![\\p{L}\\p{M}\\p{N}])`,
  'giu',
);

const MORE =
  /(?:more than|over|above|exceed(?:ed|ing|s)?|at least|(?:no|not) (?:less|fewer) than|minimum of|upwards of)\s*$/iu;
const LESS =
  /(?:less than|fewer than|under|below|up to|at most|(?:no|not) more than|maximum of|almost|nearly)\s*$/iu;

/** Numbers in figures and in English words, in order. `text` has its dates blanked (see `writtenDates`). */
export function quantitiesIn(text: string): Quantity[] {
  const figures = [...text.matchAll(DIGITS)].flatMap((match) => figureOf(match, text));
  const words = wordNumbers(text).map(({ start, end, value }) =>
    quantity(text, { start, end }, decimalKey({ mantissa: value, exponent: 0 }), undefined, false),
  );
  const free = ({ start, end }: Span) => !figures.some((figure) => start < figure.end && end > figure.start);
  const ordinals = [...text.matchAll(ORDINAL_WORD)].map((match) => {
    const span = { start: match.index, end: match.index + match[0].length };
    const value = BigInt(ORDINALS.indexOf(match[0].toLowerCase()) + 1);
    return quantity(text, span, decimalKey({ mantissa: value, exponent: 0 }), undefined, true);
  });
  return [...figures, ...words.filter(free), ...ordinals].sort((a, b) => a.start - b.start);
}

function figureOf(match: RegExpMatchArray, text: string): Quantity[] {
  const { number = '', ordinal } = match.groups ?? {};
  const start = match.index ?? 0;
  let end = start + match[0].length;
  const currency = currencyBefore(text.slice(Math.max(0, start - 6), start));
  const scale =
    ordinal === undefined ? scaleAfter(text.slice(end, end + 12), currency !== undefined) : undefined;
  if (scale) end += scale.length;
  // Letters go on: "1990s", "4K". It is a name, and compared as one.
  else if (ordinal === undefined && /^[\p{L}\p{M}]/u.test(text.slice(end)) && !unitAfter(text.slice(end)))
    return [];
  const value = valueOfFigure(asciiDigits(number.normalize('NFKC')), scale?.power ?? 0);
  const negative = /(?<![\p{L}\p{N})])[-−]$/u.test(text.slice(0, start));
  return [quantity(text, { start, end }, negative ? `-${value}` : value, currency, ordinal !== undefined)];
}

function quantity(
  text: string,
  { start, end }: Span,
  value: string,
  currency: string | undefined,
  ordinal: boolean,
): Quantity {
  const unit = ordinal ? undefined : (currency ?? unitAfter(text.slice(end, end + 60)));
  const before = text
    .slice(Math.max(0, start - 30), start)
    .replace(/(?:[\p{Lu}]{0,3}[$€£¥₹₩]|[A-Z]{3}\s)$/u, '');
  // "over three years" is a length of time, not a bound.
  const more = MORE.test(before) && !(isTimeUnit(unit) && /over\s*$/iu.test(before));
  return { start, end, value, unit, ordinal, bound: more ? 'more' : LESS.test(before) ? 'less' : undefined };
}

function scaleAfter(rest: string, isMoney: boolean): { power: number; length: number } | undefined {
  const match = SCALE.exec(rest);
  const { word = '', space = '' } = match?.groups ?? {};
  const power = SCALES.get(word.toLowerCase());
  if (power !== undefined) return { power, length: match?.[0].length ?? 0 };
  // "52m" of money is a million; of anything else it may be metres.
  const letter = word === 'k' || isMoney ? LETTERS_SCALES[word.toLowerCase()] : undefined;
  return letter !== undefined && space === '' ? { power: letter, length: word.length } : undefined;
}

const GROUPED = /^\d{1,3}(?:([,'’ \u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?:\.\d+)?$/;
const GROUPED_BY_POINTS = /^\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?$/;
const DECIMAL_COMMA = /^\d+,(?:\d{1,2}|\d{4,})$/;

/** 1,000 and 1000 are equal; 1.000 may be a thousand or one, and equals only what is written in the same way. */
function valueOfFigure(number: string, power: number): string {
  const plain = GROUPED.test(number)
    ? number.replace(/[,'’ \u00a0\u202f\u2009]/g, '')
    : GROUPED_BY_POINTS.test(number)
      ? number.replaceAll('.', '').replace(',', '.')
      : DECIMAL_COMMA.test(number)
        ? number.replace(',', '.')
        : number;
  if (!/^\d+(?:\.\d+)?$/.test(plain) || /^[1-9]\d{0,2}\.\d{3}$/.test(plain)) return `${number}e${power}`;
  return decimalKey(scaled(decimalOf(plain), power));
}
