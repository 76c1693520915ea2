import type { RefusalReason, Turn } from '../answering/answer.js';
import type { Span } from '../documents/document.js';

/**
 * A stretch of a document that people marked as answering a question, as data sets write it:
 * `start` and `end` count Unicode code points of the document's text before normalisation.
 * `locateSpan` turns it into a span of the text that was indexed.
 */
export interface AnnotatedSpan extends Span {
  readonly documentId: string;
  /** What must stand there. */
  readonly text: string;
}

/** One question with whatever is known of its answer. */
export interface EvaluationQuestion {
  readonly id: string;
  readonly text: string;
  /** Earlier turns, oldest first. */
  readonly history: readonly Turn[];
  /** Accepted answers; one of them is enough. */
  readonly answers: readonly string[];
  /** Whether the corpus answers the question; absent where the set does not say (or says "in part"). */
  readonly answerable?: boolean;
  readonly spans: readonly AnnotatedSpan[];
  /** Unit of retrieval (see `EvaluationSet.unit`) to its grade, 1 or more; empty if nothing is known. */
  readonly relevant: ReadonlyMap<string, number>;
  /** The reason that a refusal should give, where the set names one. */
  readonly reason?: RefusalReason;
}

/** A document of a set's own corpus. */
export interface CorpusDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly url?: string;
}

/** A paragraph of a corpus document that counts as one unit of retrieval. */
export interface Paragraph extends AnnotatedSpan {
  readonly id: string;
}

export interface EvaluationSet {
  /** Name of the folder or file, without extension. */
  readonly name: string;
  readonly form: 'beir' | 'squad' | 'questions';
  /** Absent where the questions are about a knowledge base that the caller indexes. */
  readonly corpus?: readonly CorpusDocument[];
  /** What a ranked list is counted in: whole documents, or the paragraphs of `paragraphs`. */
  readonly unit: 'document' | 'paragraph';
  /** For `unit: 'paragraph'`: the paragraphs of each document, in order. */
  readonly paragraphs: ReadonlyMap<string, readonly Paragraph[]>;
  readonly questions: readonly EvaluationQuestion[];
}

/**
 * Above this median length (words of each question's shortest answer) the answers of a set are taken to be
 * free text, which no quote can be expected to hold. Of the sets measured, SQuAD 2.0 has 2 and the article's
 * questions 3; CLAPnq has 42, MTRAG 81 and the excerpts of chroma-chunking 22.
 */
const longestShortAnswerWords = 10;

/** Whether a quote can be judged by holding one of the answers: decided once for a whole set. */
export function answersAreShort(questions: readonly EvaluationQuestion[]): boolean {
  const lengths = questions
    .filter((question) => question.answers.length > 0)
    .map((question) => Math.min(...question.answers.map((answer) => answer.trim().split(/\s+/).length)))
    .sort((first, second) => first - second);
  const median = lengths[Math.floor(lengths.length / 2)];
  return median !== undefined && median <= longestShortAnswerWords;
}
