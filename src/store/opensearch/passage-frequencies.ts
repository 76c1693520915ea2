import { LRUCache } from 'lru-cache';
import type { IndexState } from './index-state.js';

/** Stems that are kept: more than the words of ten thousand questions, some 5 MB. */
const KEPT_STEMS = 50_000;

/**
 * In how many passages each stem stands, kept for as long as the index's state stands still. Lucene's own numbers count
 * what was deleted until it is merged away; counting looks at every occurrence of a stem.
 */
export class PassageFrequencies {
  private readonly counts = new LRUCache<string, number>({ max: KEPT_STEMS });
  /** The state that `counts` stands for. What is counted while it moves is never asked for again. */
  private write = '';

  unknown(state: IndexState, stems: readonly string[]): string[] {
    return stems.filter((stem) => this.of(state, stem) === undefined);
  }

  of({ write }: IndexState, stem: string): number | undefined {
    return write === this.write ? this.counts.get(stem) : undefined;
  }

  keep({ write }: IndexState, counts: Iterable<readonly [stem: string, passages: number]>): void {
    if (write !== this.write) this.counts.clear();
    this.write = write;
    for (const [stem, passages] of counts) this.counts.set(stem, passages);
  }
}
