import type { Span } from '../documents/document.js';
import { type Term, termsOf } from '../passages/terms.js';
import { recordFields } from './record-fields.js';

/** Shorter words are the beginning of too many others. */
const SHORTEST_ABBREVIATION = 3;
/** A word that another begins with ("Max", "maximum") says less than the word itself. */
const ABBREVIATED = 0.5;

/**
 * The value of a row that a question asks for, as far as the names of its columns tell: that of the column which the
 * question names most of, leaving out values that the question gives itself ("Which port does the Bergen plant use?":
 * not `Plant: Bergen`). The reader cannot be asked for it: of a row's cells it takes any of the right kind.
 *
 * @returns its place in the record; `unclear` where the question names several alike, undefined where it names none
 */
export function askedValue(record: string, question: readonly Term[]): Span | 'unclear' | undefined {
  const asked = new Set(question.map(({ stem }) => stem));
  const open = recordFields(record).filter(({ name, start, end }) => {
    const value = termsOf(record.slice(start, end));
    return name !== '' && end > start && !(value.length > 0 && value.every(({ stem }) => asked.has(stem)));
  });
  const named = open
    .map(({ name, start, end }) => ({ start, end, share: namedShare(termsOf(name), question) }))
    .sort((a, b) => b.share - a.share);
  const [best, next] = named;
  if (best === undefined || best.share === 0) return undefined;
  return next?.share === best.share ? 'unclear' : { start: best.start, end: best.end };
}

function namedShare(name: readonly Term[], question: readonly Term[]): number {
  return name.reduce((sum, { word, stem }) => {
    if (question.some((term) => term.stem === stem)) return sum + 1;
    return question.some((term) => abbreviates(word, term.word)) ? sum + ABBREVIATED : sum;
  }, 0);
}

function abbreviates(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= SHORTEST_ABBREVIATION && long.startsWith(short);
}
