import { LRUCache } from 'lru-cache';
import { KEPT_STEMS } from '../kept-stems.js';
import type { IndexState } from './index-state.js';

/**
 * In how many passages each stem stands, kept for as long as the index's state stands still. Lucene's own numbers count
 * what was deleted until it is merged away; counting looks at every occurrence of a stem.
 */
export class PassageFrequencies {
  /** By the state's write and the stem: questions of two states may be under way, and a count holds for its own. */
  private readonly counts = new LRUCache<string, number>({ max: KEPT_STEMS });

  /** Of the stems given, those whose count is known. */
  known(state: IndexState, stems: readonly string[]): Map<string, number> {
    const known = new Map<string, number>();
    for (const stem of stems) {
      const count = this.counts.get(keyOf(state, stem));
      if (count !== undefined) known.set(stem, count);
    }
    return known;
  }

  keep(state: IndexState, counts: ReadonlyMap<string, number>): void {
    for (const [stem, passages] of counts) this.counts.set(keyOf(state, stem), passages);
  }
}

/** What is counted while the state moves stands under a write that is never asked for again. */
function keyOf({ write }: IndexState, stem: string): string {
  return `${write} ${stem}`;
}
