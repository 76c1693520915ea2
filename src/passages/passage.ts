import type { Span, StatedFact } from '../documents/document.js';

/**
 * The kind of line or sentence: headings and stated facts are quotable, but chosen on other grounds; a record
 * (a row of a table) stands alone; navigation (a line of a table of contents) only leads to what is said elsewhere.
 */
export type SentenceKind = 'prose' | 'heading' | 'stated' | 'record' | 'navigation';

/** Whether a line says nothing itself, but names what other text says. */
export function isSignpost({ kind }: Sentence): boolean {
  return kind === 'heading' || kind === 'navigation';
}

/** The unit of quoting: one sentence (or a clause of a sentence too long for the model). */
export interface Sentence extends Span {
  readonly kind: SentenceKind;
  /** For `stated`: which facts about the document this sentence states. */
  readonly facts?: readonly StatedFact[];
}

/** The unit of search: a run of whole sentences under one heading. */
export interface Passage extends Span {
  /** Position in the document, from 0. */
  readonly ordinal: number;
  /** Texts of the headings above, outermost first. */
  readonly headings: readonly string[];
  /** Page on which the passage starts, where the format has pages. */
  readonly page?: number;
  readonly sentences: readonly Sentence[];
}
