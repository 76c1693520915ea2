import { termsOf } from '../passages/terms.js';

/** Passages looked at for how a word is written: enough to tell a name from the start of a sentence. */
export const SAMPLED_PASSAGES = 5;

/** The words of a stem as the texts write them, the commonest first. */
export function writtenForms(stem: string, texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const term of termsOf(text)) {
      if (term.stem !== stem) continue;
      const written = text.slice(term.start, term.end);
      counts.set(written, (counts.get(written) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([written]) => written);
}
