import type { Citation } from '../../src/answering/answer.js';

/** Whether citations prove an answer, or are only near to a question that has none. */
export type CitationRole = 'source' | 'related';

/** What the views let a reader do; the element carries it out. */
export interface ChatActions {
  ask(question: string): void;
  retry(exchangeId: number): void;
  edit(question: string): void;
  copy(exchangeId: number): void;
  startAgain(): void;
  closeChat(): void;
  openCitation(
    list: readonly Citation[],
    citation: Citation,
    role: CitationRole,
    opener: EventTarget | null,
  ): void;
}
