import { factPreamble } from '../passages/search-text.js';
import { termsOf } from '../passages/terms.js';
import type { StemWeights } from '../retrieval/retriever.js';
import type { StoredPassage } from '../store/knowledge-store.js';

/** The stems of a text, for comparing several questions' worth of terms with it once. */
export function stemsOf(text: string): ReadonlySet<string> {
  return new Set(termsOf(text).map(({ stem }) => stem));
}

/** What a passage can be said to speak of beside its text: its document's title, its headings, what its lines state. */
export function contextOf({ document, passage }: Pick<StoredPassage, 'document' | 'passage'>): string {
  return [document.title, ...passage.headings, factPreamble(passage)].join('\n');
}

/** Share of the question's terms, weighted by inverse document frequency, that `stems` holds: 0..1. */
export function coverage(weights: StemWeights, stems: ReadonlySet<string>): number {
  let total = 0;
  let covered = 0;
  for (const [stem, weight] of weights) {
    total += weight;
    if (stems.has(stem)) covered += weight;
  }
  return total > 0 ? covered / total : 0;
}
