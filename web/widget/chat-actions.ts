import type { Answer, Citation } from '../../src/answering/answer.js';
import type { Rating } from './api-client.js';

/** Whether citations prove an answer, or are only near to a question that has none. */
export type CitationRole = 'source' | 'related';

/** What the views let a reader do; the element carries it out. */
export interface ChatActions {
  ask(question: string): void;
  retry(exchangeId: number): void;
  edit(question: string): void;
  copy(answer: Answer): void;
  rate(rating: Rating): void;
  /** Shows the quote beside its marker. */
  preview(citation: Citation, anchor: EventTarget | null): void;
  endPreview(): void;
  startAgain(): void;
  closeChat(): void;
  openCitation(
    list: readonly Citation[],
    citation: Citation,
    role: CitationRole,
    opener: EventTarget | null,
  ): void;
}
