import type { Mention } from './mentions.js';

/** Prepositions that say no more than none: "the price of Pro", "and for Team?". */
const PLAIN_PREPOSITION = /^(?:|of|for|about|with)$/u;
const ABBREVIATION = /^[\p{Lu}\p{N}]{2,}$/u;

/** The one mention of `before` that is of the same kind and in the same place. */
export function counterpartOf(
  mention: Mention,
  before: readonly Mention[],
  question: string,
): Mention | undefined {
  const alike = before.filter(({ kind }) => kind === mention.kind);
  switch (mention.kind) {
    case 'code':
      return only(alike.filter(({ label }) => label === mention.label)) ?? only(alike);
    case 'number':
    case 'year':
      return numberLike(mention, before);
    case 'name':
      return nameLike(mention, alike, question);
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

function nameLike(mention: Mention, names: readonly Mention[], question: string): Mention | undefined {
  const standsFor = /\bones?\s+\S+\s+(?:the\s+)?$/iu.test(question.slice(0, mention.start));
  const preposition = standsFor ? '' : mention.preposition;
  // Where there are names of both, an abbreviation ("SSO") stands for no other name ("Pro").
  const written = names.filter(({ text }) => ABBREVIATION.test(text) === ABBREVIATION.test(mention.text));
  const alike = written.length > 0 ? written : names;
  const isPlain = PLAIN_PREPOSITION.test(preposition);
  const placed = alike.filter((other) =>
    isPlain ? PLAIN_PREPOSITION.test(other.preposition) : other.preposition === preposition,
  );
  return only(placed) ?? (isPlain ? only(alike) : undefined);
}

/** The one that there is, if once or several times. */
function only(found: readonly Mention[]): Mention | undefined {
  return found.every(({ text }) => text === found[0]?.text) ? found[0] : undefined;
}
