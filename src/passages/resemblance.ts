import type { Term } from './terms.js';

/** Terms in a row that make a shingle: of the range 3..9 the shortest, as passages are short. */
const SHINGLE = 3;

/**
 * Runs of terms of a text, whose overlap says how much of the one text stands in the other, in its order (Broder, "On
 * the resemblance and containment of documents", 1997). A text shorter than a run is one shingle.
 *
 * @param terms of the text
 */
export function shinglesOf(terms: readonly Term[]): ReadonlySet<string> {
  const stems = terms.map(({ stem }) => stem);
  const count = Math.max(1, stems.length - SHINGLE + 1);
  return new Set(Array.from({ length: count }, (_, start) => stems.slice(start, start + SHINGLE).join(' ')));
}

/** Jaccard similarity of two sets, 0..1; 0 for two empty ones. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const member of a) if (b.has(member)) shared++;
  const union = a.size + b.size - shared;
  return union === 0 ? 0 : shared / union;
}
