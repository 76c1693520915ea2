import type { Span } from '../documents/document.js';
import type { Composition } from './composition.js';

/** Why a question was not answered. */
export type RefusalReason =
  | 'nothing_relevant'
  | 'related_but_no_answer'
  | 'not_a_question'
  | 'empty_knowledge';

/** An earlier turn of the conversation, oldest first in a history. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** The document that a citation quotes. */
export interface CitedDocument {
  readonly id: string;
  readonly title: string;
  readonly url?: string;
  readonly author?: string;
  readonly published?: string;
  readonly sha256: string;
}

/** A verbatim span of a document: `document.text.slice(start, end) === quote`. */
export interface Citation extends Span {
  /** From 1, in order of use in the answer's text. */
  readonly number: number;
  readonly quote: string;
  /** The words that answer, as spans of the document inside `[start, end)`. */
  readonly highlights: readonly Span[];
  readonly document: CitedDocument;
  /** Other documents of the very same text, at most 100: the quote stands in each, at the same offsets. Left out where there are none. */
  readonly alsoIn?: readonly CitedDocument[];
  readonly page?: number;
  readonly headings: readonly string[];
  readonly passage: Span & { readonly text: string };
  /** The document's url with a text fragment that marks the quote, where the document has one that is a web address. */
  readonly link?: string;
  /** The ranker's score, comparable within one answer only. */
  readonly score: number;
}

/** The same object on every surface: HTTP, command line, library, evaluation. */
export interface Answer {
  readonly id: string;
  readonly question: string;
  /** The question with what it takes from the history filled in; equal to `question` without history. */
  readonly standaloneQuestion: string;
  readonly outcome: 'answered' | 'not_found';
  readonly reason?: RefusalReason;
  /** What to show: sentences with `[1]` markers. */
  readonly text: string;
  /** Calibrated probability, 0..1, that the first citation answers the question. */
  readonly confidence: number;
  /** Empty if and only if the outcome is `not_found`. */
  readonly citations: readonly Citation[];
  /** Nearest excerpts of a refused question, shown as related, never as an answer. */
  readonly related: readonly Citation[];
  /** `extractive_fallback`: a language model is set, and `composition` says why this is not its answer. */
  readonly composer: 'extractive' | 'llm' | 'extractive_fallback';
  readonly composition?: Composition;
  readonly index: { readonly generation: number; readonly fingerprint: string };
  /** How many passages the reader model read for this question; 0 with the reader off. */
  readonly passagesRead: number;
  /** Milliseconds per stage. */
  readonly timings: Readonly<Record<string, number>>;
}
