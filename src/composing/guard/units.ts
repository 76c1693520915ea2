import { isStopWord } from '../../passages/stop-words.js';

/** What the same unit is written as (regular expressions), by what it is called here; longer forms first. */
const UNIT_FORMS: Readonly<Record<string, string>> = {
  'percentage-point': 'percentage points?|pp',
  percent: '%|percent|per cent|pct',
  permille: '‰',
  second: 'seconds?|secs?',
  minute: 'minutes?|mins?',
  hour: 'hours?|hrs?',
  day: 'days?',
  week: 'weeks?',
  month: 'months?',
  quarter: 'quarters?',
  year: 'years?|yrs?',
  decade: 'decades?',
  century: 'century|centuries',
  millimetre: 'mm|millimet(?:re|er)s?',
  centimetre: 'cm|centimet(?:re|er)s?',
  metre: 'm|met(?:re|er)s?',
  kilometre: 'km|kilomet(?:re|er)s?',
  inch: 'inch(?:es)?',
  foot: 'foot|feet|ft',
  mile: 'miles?',
  gram: 'g|grams?|grammes?',
  kilogram: 'kg|kilos?|kilograms?|kilogrammes?',
  tonne: 'tonnes?|tons?',
  litre: 'l|lit(?:re|er)s?',
  celsius: '°\\s?c|degrees? celsius',
  fahrenheit: '°\\s?f|degrees? fahrenheit',
  watt: 'w|watts?',
  kilowatt: 'kw|kilowatts?',
  megawatt: 'mw|megawatts?',
  gigawatt: 'gw|gigawatts?',
  kilobyte: 'kb|kilobytes?',
  megabyte: 'mb|megabytes?',
  gigabyte: 'gb|gigabytes?',
  terabyte: 'tb|terabytes?',
  'us dollar': 'us\\$|usd|us dollars?|u\\.s\\. dollars?',
  'australian dollar': 'a\\$|au\\$|aud|australian dollars?',
  'canadian dollar': 'c\\$|ca\\$|cad|canadian dollars?',
  'hong kong dollar': 'hk\\$|hkd|hong kong dollars?',
  'singapore dollar': 's\\$|sgd|singapore dollars?',
  'new zealand dollar': 'nz\\$|nzd|new zealand dollars?',
  dollar: '\\$|dollars?',
  euro: '€|eur|euros?',
  pound: '£|gbp|pounds?|pounds sterling|lbs?',
  yuan: 'yuan|rmb|cny|renminbi',
  yen: '¥|jpy|yen',
  rupee: '₹|inr|rupees?',
  franc: 'chf|francs?',
  won: '₩|krw',
  cent: 'cents?',
  pence: 'pence|penny|pennies',
};

interface Unit {
  readonly name: string;
  readonly whole: RegExp;
  readonly leading: RegExp;
}

const UNITS: readonly Unit[] = Object.entries(UNIT_FORMS).map(([name, forms]) => ({
  name,
  whole: new RegExp(`^(?:${forms})$`, 'iu'),
  leading: new RegExp(`^(?:${forms})(?![\\p{L}\\p{M}\\p{N}])`, 'iu'),
}));

/** Most words are no unit: one test says so. */
const ANY_UNIT = new RegExp(`^(?:${Object.values(UNIT_FORMS).join('|')})$`, 'iu');

/** Only these are written before a number. */
const CURRENCY_BEFORE =
  /(?:US\$|AU?\$|CA?\$|HK\$|NZ\$|S\$|[$€£¥₹₩]|(?<![\p{L}\p{M}])(?:USD|EUR|GBP|CNY|RMB|JPY|INR|HKD|CHF|AUD|CAD|SGD|NZD|KRW))\s?$/iu;

/** Words that may stand between a number and its unit: "three consecutive years". */
const WORDS_BETWEEN = 2;

const CURRENCIES = /dollar$|^(?:euro|pound|yuan|yen|rupee|franc|won|cent|pence)$/;
const TIMES = /^(?:second|minute|hour|day|week|month|quarter|year|decade|century)$/;

export function isTimeUnit(unit: string | undefined): boolean {
  return unit !== undefined && TIMES.test(unit);
}

/** The currency sign or code that ends a text. */
export function currencyBefore(text: string): string | undefined {
  const match = CURRENCY_BEFORE.exec(text);
  const written = match?.[0].trim();
  return written === undefined ? undefined : UNITS.find(({ whole }) => whole.test(written))?.name;
}

/** The unit that follows a number, at most two words away and in the same phrase. */
export function unitAfter(text: string): string | undefined {
  let rest = text;
  for (let word = 0; word <= WORDS_BETWEEN; word++) {
    rest = rest.replace(/^[\s-]+/u, '');
    const unit = UNITS.find(({ leading }) => leading.test(rest));
    if (unit) return unit.name;
    const between = /^[\p{Ll}\p{M}]+(?=[\s-])/u.exec(rest)?.[0];
    if (between === undefined || isStopWord(between)) return undefined;
    rest = rest.slice(between.length);
  }
  return undefined;
}

/** Every unit that a text names in words of three letters and more, with a number or without. */
export function unitsNamed(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]{3,}|%|[$€£¥₹₩]/gu) ?? [];
  return new Set(
    words.flatMap((word) =>
      ANY_UNIT.test(word) ? (UNITS.find(({ whole }) => whole.test(word))?.name ?? []) : [],
    ),
  );
}

/** Whether a claim may say the one of what a document says in the other: "$" of "US$". */
export function unitsAgree(claimed: string | undefined, written: string | undefined): boolean {
  if (claimed === written) return true;
  // A bare number of what the document counts in something; a percentage is none.
  if (claimed === undefined)
    return written !== 'percent' && written !== 'percentage-point' && written !== 'permille';
  if (written === undefined) return false;
  const dollars = claimed.endsWith('dollar') && written.endsWith('dollar');
  return dollars && (claimed === 'dollar' || written === 'dollar');
}

/** What can't both be true of one thing: two currencies, two shares, two durations. */
export function unitClass(unit: string | undefined): string | undefined {
  if (unit === undefined) return undefined;
  if (CURRENCIES.test(unit)) return 'currency';
  return isTimeUnit(unit) ? 'time' : unit;
}
