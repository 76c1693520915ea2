import type { Mention } from './mentions.js';

const ABBREVIATION = /^[\p{Lu}\p{N}]{2,}$/u;
/** Prepositions that relate a number, a date or a code to what is asked in much the same way. */
const NEUTRAL = /^(?:|of|for|about|with|in|at|on)$/u;
/** Who asks what to do asks it of one thing, and then of where and with what: "How do I install …? What about Linux?" */
const HOW_TO = /\bhow\s+(?:(?:do|can|could|should|would|must)\s+(?:I|we|you|one)|to)\b/iu;

/** The one mention of `before`, those of `previous`, that is of the same kind and in the same place. */
export function counterpartOf(
  mention: Mention,
  before: readonly Mention[],
  question: string,
  previous: string,
): Mention | undefined {
  if (mention.kind === 'name') return nameLike(mention, before, question, previous);
  const found = ofSameKind(mention, before);
  return found && (isBare(mention) || isSamePlace(mention, found)) ? found : undefined;
}

/** "After 2010" is no other "in 2020"; "in 100 mm" is another "of 60 mm". */
function isSamePlace({ preposition }: Mention, other: Mention): boolean {
  return preposition === other.preposition || [preposition, other.preposition].every((p) => NEUTRAL.test(p));
}

/** "And 2020?", "what about Team?": takes whatever place the other has. */
function isBare({ preposition }: Mention): boolean {
  return preposition === '' || preposition === 'about';
}

function ofSameKind(mention: Mention, before: readonly Mention[]): Mention | undefined {
  const alike = before.filter(({ kind }) => kind === mention.kind);
  switch (mention.kind) {
    case 'code':
      return only(alike.filter(({ label }) => label === mention.label)) ?? only(alike);
    case 'number':
    case 'year':
      return numberLike(mention, before);
    default:
      return only(alike);
  }
}

function numberLike(mention: Mention, before: readonly Mention[]): Mention | undefined {
  const numbers = before.filter(({ kind }) => kind === 'number' || kind === 'year');
  const { unit, label, kind } = mention;
  if (unit !== '') {
    const same = only(numbers.filter((other) => other.unit === unit));
    if (same) return same;
  }
  if (kind === 'year') return only(numbers.filter((other) => other.kind === 'year'));
  if (label !== '') {
    const same = only(numbers.filter((other) => other.label === label));
    if (same) return same;
  }
  return unit === '' && label === '' ? only(numbers.filter((other) => other.kind === 'number')) : undefined;
}

/**
 * A name tells nothing of what it names but by its place: behind a preposition it is another of those behind the same;
 * without one, of those that are written like it.
 */
function nameLike(
  mention: Mention,
  before: readonly Mention[],
  question: string,
  previous: string,
): Mention | undefined {
  const names = before.filter(({ kind }) => kind === 'name');
  const standsFor = /\bones?\s+\S+\s+(?:the\s+)?$/iu.test(question.slice(0, mention.start));
  if (!standsFor && !isBare(mention)) {
    return only(names.filter((other) => placeOf(other) === placeOf(mention)));
  }
  const alike = names.filter((other) => isWrittenLike(mention, other));
  const isTopic = (other: Mention) => placeOf(other) === '' || placeOf(other) === 'of';
  if (HOW_TO.test(previous)) return only(alike.filter((other) => !isTopic(other)));
  return only(alike.filter(isTopic)) ?? only(alike);
}

/** "The price of Pro" and "the price for Pro" are one. */
function placeOf(mention: Mention): string {
  if (isBare(mention)) return '';
  return mention.preposition === 'for' ? 'of' : mention.preposition;
}

/** An abbreviation ("SSO") stands for no other name ("Pro"), and "the API" for nothing that needs no article. */
function isWrittenLike(mention: Mention, other: Mention): boolean {
  const isAbbreviation = ({ text }: Mention) => ABBREVIATION.test(text);
  return isAbbreviation(mention) === isAbbreviation(other) && (!mention.definite || other.definite);
}

/** The one that there is, if once or several times. */
function only(found: readonly Mention[]): Mention | undefined {
  return found.every(({ text }) => text === found[0]?.text) ? found[0] : undefined;
}
