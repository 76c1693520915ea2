import { jaccard, shinglesOf } from '../passages/resemblance.js';
import { type Term, termsOf } from '../passages/terms.js';
import type { StoredPassage } from '../store/knowledge-store.js';

/** Passages whose shingles overlap more than this say the same, 0..1: in 130 words, some eight may differ. */
const SAME_WORDING = 0.8;
const NAME_OR_NUMBER = /\p{Lu}|\p{N}/u;

type ComparedPassage = Pick<StoredPassage, 'document' | 'passage' | 'text'>;

interface Fingerprint {
  readonly shingles: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  /** Stems that a difference in which makes another statement: of names and numbers, and those asked about. */
  readonly telling: readonly string[];
}

/**
 * Ranked passages without repetition. Of a text that lies in several documents the best-ranked passage is kept, and
 * what says the same as an earlier passage in nearly the same words comes after all others, so that ten versions of a
 * page do not drive out what other pages say. A passage that holds a name, a number or a word of the question which
 * the earlier one lacks is no repetition, whatever else they share.
 */
export class DistinctPassages<Passage extends ComparedPassage> {
  private readonly seen = new Set<string>();
  private readonly fingerprints: Fingerprint[] = [];
  private readonly distinct: Passage[] = [];
  private readonly repeated: Passage[] = [];
  private copies = 0;

  /** @param asked the question's stems */
  constructor(private readonly asked: readonly string[]) {}

  /** Number of passages that say something of their own. */
  get size(): number {
    return this.distinct.length;
  }

  /** Whether a passage was left out as the copy of another. */
  get hasCopies(): boolean {
    return this.copies > 0;
  }

  /** The next passage in rank order. */
  add(passage: Passage): void {
    const place = `${passage.document.sha256} ${passage.passage.start}`;
    if (this.seen.has(place)) {
      this.copies++;
      return;
    }
    this.seen.add(place);
    const fingerprint = fingerprintOf(passage, this.asked);
    if (this.fingerprints.some((earlier) => repeats(fingerprint, earlier))) {
      this.repeated.push(passage);
    } else {
      this.fingerprints.push(fingerprint);
      this.distinct.push(passage);
    }
  }

  /** In rank order, repetitions last. */
  first(limit: number): Passage[] {
    return [...this.distinct, ...this.repeated].slice(0, limit);
  }
}

function fingerprintOf({ document, passage, text }: ComparedPassage, asked: readonly string[]): Fingerprint {
  const headings = [document.title, ...passage.headings].join('\n');
  const inText = termsOf(text);
  const inHeadings = termsOf(headings);
  const stems = new Set([...inHeadings, ...inText].map(({ stem }) => stem));
  const named = [...namesIn(headings, inHeadings), ...namesIn(text, inText)];
  const telling = [...named, ...asked.filter((stem) => stems.has(stem))];
  return { shingles: shinglesOf(text, inText), stems, telling };
}

/** Stems of names and numbers. */
function namesIn(text: string, terms: readonly Term[]): string[] {
  const named = terms.filter(({ start, end }) => NAME_OR_NUMBER.test(text.slice(start, end)));
  return named.map(({ stem }) => stem);
}

function repeats(later: Fingerprint, earlier: Fingerprint): boolean {
  if (later.telling.some((stem) => !earlier.stems.has(stem))) return false;
  return jaccard(later.shingles, earlier.shingles) > SAME_WORDING;
}
