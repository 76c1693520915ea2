import { isSignpost } from '../passages/passage.js';
import { jaccard, shinglesOf } from '../passages/resemblance.js';
import { type Term, termsOf } from '../passages/terms.js';
import type { StoredPassage } from '../store/knowledge-store.js';

/** Passages whose shingles overlap more than this say the same, 0..1: in 130 words, some eight may differ. */
const SAME_WORDING = 0.8;
const NAME_OR_NUMBER = /\p{Lu}|\p{N}/u;

/** A passage with the terms of its text. */
type ComparedPassage = Pick<StoredPassage, 'document' | 'passage' | 'text'> & {
  readonly terms: readonly Term[];
};

/** What a passage is compared by. Most passages tell of something that the others lack, and no shingle is looked at. */
interface Fingerprint {
  readonly parts: readonly TextWithTerms[];
  readonly stems: ReadonlySet<string>;
  readonly shingles: () => ReadonlySet<string>;
}

interface TextWithTerms {
  readonly text: string;
  readonly terms: readonly Term[];
}

/**
 * Ranked passages without repetition and tables of contents. Of a text that lies in several documents the best-ranked
 * passage is kept, and what says the same as an earlier passage in nearly the same words comes after all others, so that
 * ten versions of a page do not drive out what other pages say; so does a passage of links and headings alone. A passage
 * that holds a name, a number or a word of the question which the earlier one lacks is no repetition, whatever else they
 * share.
 */
export class DistinctPassages<Passage extends ComparedPassage> {
  private readonly seen = new Set<string>();
  private readonly fingerprints: Fingerprint[] = [];
  private readonly distinct: Passage[] = [];
  /** What says nothing of its own. */
  private readonly behind: Passage[] = [];
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
    if (onlyLeadsElsewhere(passage)) {
      this.behind.push(passage);
      return;
    }
    const fingerprint = fingerprintOf(passage);
    if (this.fingerprints.some((earlier) => this.repeats(fingerprint, earlier))) {
      this.behind.push(passage);
    } else {
      this.fingerprints.push(fingerprint);
      this.distinct.push(passage);
    }
  }

  /** In rank order, what says nothing of its own last. */
  first(limit: number): Passage[] {
    return [...this.distinct, ...this.behind].slice(0, limit);
  }

  private repeats(later: Fingerprint, earlier: Fingerprint): boolean {
    if (this.asked.some((stem) => later.stems.has(stem) && !earlier.stems.has(stem))) return false;
    if (later.parts.some((part) => namesSomethingBeside(part, earlier.stems))) return false;
    return jaccard(later.shingles(), earlier.shingles()) > SAME_WORDING;
  }
}

/** A table of contents says nothing that the sections which it names do not. */
function onlyLeadsElsewhere({ passage: { sentences } }: ComparedPassage): boolean {
  return sentences.every(isSignpost) && sentences.some(({ kind }) => kind === 'navigation');
}

function fingerprintOf({ document, passage, text, terms }: ComparedPassage): Fingerprint {
  const headings = [document.title, ...passage.headings].join('\n');
  const parts = [
    { text: headings, terms: termsOf(headings) },
    { text, terms },
  ];
  const stems = new Set(parts.flatMap((part) => part.terms.map(({ stem }) => stem)));
  let shingles: ReadonlySet<string> | undefined;
  return { parts, stems, shingles: () => (shingles ??= shinglesOf(terms)) };
}

/** Whether a text holds a name or a number that is none of `stems`. */
function namesSomethingBeside({ text, terms }: TextWithTerms, stems: ReadonlySet<string>): boolean {
  return terms.some(
    ({ stem, start, end }) => !stems.has(stem) && NAME_OR_NUMBER.test(text.slice(start, end)),
  );
}
