import type { Answer, Citation, Turn } from './answering/answer.js';
import type { AnswerEvent } from './answering/answer-events.js';
import type { Document } from './documents/document.js';

/** What `documents` lists; the text is fetched apart. */
export interface DocumentSummary {
  readonly id: string;
  readonly title: string;
  readonly url?: string;
  readonly author?: string;
  readonly published?: string;
  readonly sha256: string;
  /** Length of the text in UTF-16 code units. */
  readonly length: number;
  /** Size of the file, of the attachment of a mail, or of the line of a `.jsonl` that it was read from. */
  readonly bytes?: number;
  readonly passages: number;
  /** ISO 8601, UTC. */
  readonly indexedAt: string;
}

/** A search result: a passage, not an answer. */
export type SearchHit = Omit<Citation, 'number' | 'highlights'>;

export interface AskOptions {
  /** Earlier turns, oldest first. */
  readonly history?: readonly Turn[];
  /** At most this many citations, 1..10; the default is 5. */
  readonly maxCitations?: number;
  /** `false` asks no language model, even where one is set. */
  readonly llm?: boolean;
  /** The id that the answer gets, where it must be known before; a random UUID is made otherwise. */
  readonly answerId?: string;
  readonly signal?: AbortSignal;
}

export interface SearchOptions {
  /** Earlier turns, oldest first. */
  readonly history?: readonly Turn[];
  /** At most this many passages, 1..50; the default is 10. */
  readonly limit?: number;
  /** `false` lets no language model understand a follow-up, even where one is set. */
  readonly llm?: boolean;
  readonly signal?: AbortSignal;
}

/** What the index holds, and whether it can answer. */
export interface IndexStatus {
  readonly ready: boolean;
  readonly generation: number;
  readonly fingerprint: string;
  readonly documents: number;
  readonly passages: number;
}

/** The part of the façade that answers: what the server, the tests and the evaluation need. */
export interface QuestionAnswerer {
  /** @throws CitewellError `invalid_request`, `question_too_long`, `not_ready`, `engine_stopped`, `cancelled`. */
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /**
   * The same answer, with what there is to tell on the way. To leave the loop stops the work.
   *
   * @throws as {@link ask}, from the iteration
   */
  askStream(question: string, options?: AskOptions): AsyncIterable<AnswerEvent>;
  /** The best passages, best first. @throws as {@link ask} */
  search(query: string, options?: SearchOptions): Promise<SearchHit[]>;
  /** A page of documents in order of id. */
  listDocuments(page?: { limit?: number; after?: string }): Promise<DocumentSummary[]>;
  /** @throws CitewellError `not_found`. */
  getDocument(id: string): Promise<Document & { indexedAt: string }>;
  status(): Promise<IndexStatus>;
}

/** An answerer that is asked for whole answers only. */
export type WholeAnswerer = Omit<QuestionAnswerer, 'askStream'>;
