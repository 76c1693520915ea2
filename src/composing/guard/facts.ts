import { isStopWord } from '../../passages/stop-words.js';
import { termsOf } from '../../passages/terms.js';
import { dateHolds, type WrittenDate, writtenDates } from './calendar.js';
import { codesIn, holdsName, namesIn, OPENERS } from './names.js';
import { type Polarity, polarityOf } from './polarity.js';
import { type Quantity, quantitiesIn } from './quantities.js';
import { unitClass, unitsAgree, unitsNamed } from './units.js';
import { type WrittenWord, writtenWords } from './written-words.js';

/** All of a text that can be compared: what it says in numbers, dates, names, and whether it denies. */
export interface Facts {
  readonly text: string;
  readonly dates: readonly WrittenDate[];
  /** The years and days of dates included. */
  readonly quantities: readonly Quantity[];
  readonly units: ReadonlySet<string>;
  readonly words: readonly WrittenWord[];
  readonly codes: ReadonlySet<string>;
  /** Words that count or widen: "half", "twice", "all", "always". */
  readonly counters: ReadonlySet<string>;
  /** Of the words that are not compared one by one, such as numbers and units. */
  readonly stems: ReadonlySet<string>;
  readonly polarity: Polarity;
}

const COUNTERS =
  /(?<![\p{L}\p{M}])(?:half|halves|halved|third|thirds|quarters|fourths|fifths|sixths|eighths|tenths|doubled?|twice|thrice|tripled?|quadrupled?|dozens|hundreds|thousands|millions|billions|trillions|all|every|everyone|everybody|always|only|most|majority|entire|entirely|[一二三四五六七八九十百千万亿两零〇]+)(?![\p{Ll}\p{M}])/giu;
/** "US$" and "RMB" before an amount belong to it, and are no names. */
const CURRENCY =
  /(?:\p{Lu}{1,2}(?=\$))|(?<![\p{L}])(?:USD|EUR|GBP|CNY|RMB|JPY|INR|HKD|CHF|AUD|CAD)(?=\s?\p{Nd})/gu;

export function factsOf(text: string): Facts {
  const dates = writtenDates(text);
  const undated = dates.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  );
  const quantities = quantitiesIn(undated);
  return {
    text,
    dates,
    quantities: [...quantities, ...dates.flatMap(quantitiesOfDate)],
    units: unitsNamed(undated),
    words: writtenWords(undated.replace(CURRENCY, (written) => ' '.repeat(written.length))),
    codes: new Set(codesIn(undated)),
    counters: new Set([...text.matchAll(COUNTERS)].map(([word]) => word.toLowerCase())),
    stems: plainStems(undated, quantities),
    polarity: polarityOf(text),
  };
}

function plainStems(text: string, quantities: readonly Quantity[]): ReadonlySet<string> {
  const terms = termsOf(text).filter(
    ({ word, start, end }) =>
      !isStopWord(word) &&
      !OPENERS.has(word) &&
      unitsNamed(word).size === 0 &&
      !quantities.some((quantity) => start < quantity.end && end > quantity.start),
  );
  return new Set(terms.map(({ stem }) => stem));
}

function quantitiesOfDate({ start, end, year, day }: WrittenDate): Quantity[] {
  const common = { start, end, unit: undefined, bound: undefined };
  return [
    ...(year === undefined ? [] : [{ ...common, value: integerKey(year), ordinal: false }]),
    ...(day === undefined ? [] : [{ ...common, value: integerKey(day), ordinal: true }]),
  ];
}

function integerKey(value: number): string {
  return quantitiesIn(String(value))[0]?.value ?? '';
}

export function holdsDates(claim: Facts, sources: readonly Facts[]): boolean {
  return claim.dates.every((claimed) =>
    sources.some(({ dates }) => dates.some((written) => dateHolds(written, claimed))),
  );
}

/** @param question gives numbers that the claim may repeat, unless its quotes have another of the kind */
export function holdsQuantities(claim: Facts, quotes: readonly Facts[], question: Facts): boolean {
  const written = quotes.flatMap(({ quantities }) => quantities);
  const dated = new Set(claim.dates.map(({ start }) => start));
  return (
    claim.quantities
      .filter(({ start }) => !dated.has(start))
      .every(
        (claimed) =>
          written.some((quantity) => quantityHolds(quantity, claimed)) ||
          (question.quantities.some((asked) => quantityHolds(asked, claimed)) &&
            !written.some((quantity) => contradicts(quantity, claimed))),
      ) &&
    [...claim.counters].every((word) => [...quotes, question].some(({ counters }) => counters.has(word))) &&
    [...claim.units].every((unit) => [...quotes, question].some((source) => namesUnit(source, unit)))
  );
}

function quantityHolds(written: Quantity, claimed: Quantity): boolean {
  return (
    written.value === claimed.value &&
    written.ordinal === claimed.ordinal &&
    unitsAgree(claimed.unit, written.unit) &&
    (claimed.bound === undefined || claimed.bound === written.bound)
  );
}

function contradicts(written: Quantity, claimed: Quantity): boolean {
  const kind = unitClass(claimed.unit);
  return kind !== undefined && kind === unitClass(written.unit) && written.value !== claimed.value;
}

function namesUnit({ units, quantities }: Facts, unit: string): boolean {
  return (
    [...units].some((named) => unitsAgree(unit, named)) ||
    quantities.some((quantity) => quantity.unit !== undefined && unitsAgree(unit, quantity.unit))
  );
}

export function holdsNames(
  claim: Facts,
  sources: readonly Facts[],
  isCommon: (key: string) => boolean,
): boolean {
  return (
    namesIn(claim.words, isCommon).every((name) => sources.some(({ words }) => holdsName(words, name))) &&
    [...claim.codes].every((code) => sources.some(({ codes }) => codes.has(code)))
  );
}

/** Share of the claim's content words that its quotes or the question have, 0..1; 1 for a claim without any. */
export function wordingHeld(claim: Facts, sources: readonly Facts[]): number {
  const stems = [...claim.stems];
  const held = stems.filter((stem) => sources.some((source) => source.stems.has(stem)));
  return stems.length === 0 ? 1 : held.length / stems.length;
}
