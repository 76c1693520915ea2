import type { Span } from '../../documents/document.js';

const UNITS = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'seventeen eighteen nineteen',
]
  .join(' ')
  .split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const SMALL = new Map<string, bigint>([
  ...UNITS.map((word, value) => [word, BigInt(value)] as const),
  ...TENS.map((word, position) => [word, BigInt(10 * (position + 2))] as const),
  ['dozen', 12n],
]);

/** Powers of ten by the words and abbreviations that multiply a number. */
export const SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 2],
  ['thousand', 3],
  ['million', 6],
  ['mn', 6],
  ['billion', 9],
  ['bn', 9],
  ['trillion', 12],
  ['tn', 12],
]);

/** A number written in English words. */
export interface WordNumber extends Span {
  readonly value: bigint;
}

const WORD = [...SMALL.keys(), 'hundred', 'thousand', 'million', 'billion', 'trillion'].join('|');
const NUMBER = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}])(?:an?\\s+(?=hundred|thousand|million|billion|trillion|dozen))?(?:${WORD})(?:(?:\\s+and\\s+|[\\s-]+)(?:${WORD}))*(?![\\p{L}\\p{M}\\p{N}])`,
  'giu',
);

/**
 * Numbers in English words: "three", "fifty-two billion", "a hundred and one". A bare "one" is left out: it is a
 * pronoun more often than a number.
 */
export function wordNumbers(text: string): WordNumber[] {
  const found: WordNumber[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const written = match[0];
    if (/^one$/iu.test(written)) continue;
    const words = written.toLowerCase().split(/[\s-]+/);
    found.push({
      start: match.index,
      end: match.index + written.length,
      value: valueOfWords(words),
    });
  }
  return found;
}

/** "two hundred and five thousand" → (2 × 100 + 5) × 1000 */
function valueOfWords(words: readonly string[]): bigint {
  let total = 0n;
  let group = 0n;
  for (const word of words) {
    const small = SMALL.get(word);
    const scale = SCALES.get(word);
    if (small !== undefined) group = word === 'dozen' ? (group || 1n) * small : group + small;
    else if (word === 'hundred') group = (group || 1n) * 100n;
    else if (scale !== undefined) {
      total += (group || 1n) * 10n ** BigInt(scale);
      group = 0n;
    }
  }
  return total + group;
}
