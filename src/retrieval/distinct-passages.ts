import { isSignpost } from '../passages/passage.js';
import { jaccard } from '../passages/resemblance.js';
import type { StoredPassage } from '../store/knowledge-store.js';
import type { PassageWords, TextWithTerms } from './passage-words.js';

/** Passages whose shingles overlap more than this say the same, 0..1: in 130 words, some eight may differ. */
const SAME_WORDING = 0.8;
const NAME_OR_NUMBER = /\p{Lu}|\p{N}/u;

/** A passage with its words. */
type ComparedPassage = Pick<StoredPassage, 'document' | 'passage' | 'text'> & {
  readonly words: PassageWords;
};

/**
 * Ranked passages without repetition and tables of contents. Of a text that lies in several documents the best-ranked
 * passage is kept, and what says the same as an earlier passage in nearly the same words comes after all others, so that
 * ten versions of a page do not drive out what other pages say; so does a passage of links and headings alone. A passage
 * that holds a name, a number or a word of the question which the earlier one lacks is no repetition, whatever else they
 * share.
 */
export class DistinctPassages<Passage extends ComparedPassage> {
  private readonly seen = new Set<string>();
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
    const isRepeated = this.distinct.some((earlier) => this.repeats(passage, earlier));
    (isRepeated ? this.behind : this.distinct).push(passage);
  }

  /** In rank order, what says nothing of its own last. */
  first(limit: number): Passage[] {
    return [...this.distinct, ...this.behind].slice(0, limit);
  }

  private repeats(later: ComparedPassage, earlier: ComparedPassage): boolean {
    const { words } = later;
    const held = earlier.words.stems;
    if (this.asked.some((stem) => words.stems.has(stem) && !held.has(stem))) return false;
    // Most passages tell of something that the others lack, and no shingle is looked at.
    const text = { text: later.text, terms: words.terms };
    if (namesSomethingBeside(words.above, held) || namesSomethingBeside(text, held)) return false;
    return jaccard(words.shingles, earlier.words.shingles) > SAME_WORDING;
  }
}

/** A table of contents says nothing that the sections which it names do not. */
function onlyLeadsElsewhere({ passage: { sentences } }: ComparedPassage): boolean {
  return sentences.every(isSignpost) && sentences.some(({ kind }) => kind === 'navigation');
}

/** Whether a text holds a name or a number that is none of `stems`. */
function namesSomethingBeside({ text, terms }: TextWithTerms, stems: ReadonlySet<string>): boolean {
  return terms.some(
    ({ stem, start, end }) => !stems.has(stem) && NAME_OR_NUMBER.test(text.slice(start, end)),
  );
}
