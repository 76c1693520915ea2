import type { RefusalReason } from '../answering/answer.js';

/** A quote that a rated answer gave: a span of a document's text as it was then. */
interface RatedQuote {
  readonly document: string;
  /** In UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

/** What a person thought of an answer. */
export interface Rating {
  readonly answerId: string;
  readonly helpful: boolean;
  readonly comment?: string;
  readonly outcome: 'answered' | 'not_found';
  /** With what it takes from the conversation filled in; absent where questions are not kept. */
  readonly question?: string;
  /** Empty where questions are not kept: they would tell of them. */
  readonly quotes: readonly RatedQuote[];
}

export interface StoredRating extends Rating {
  /** Grows with each answer that is rated first. */
  readonly number: number;
  /** ISO 8601, UTC. */
  readonly ratedAt: string;
}

export interface Ratings {
  /** A later rating of the same answer takes the place of the earlier one. @throws CitewellError `storage_failed` */
  put(rating: Rating): Promise<void>;
  /** In order of number, those after `after`, at most `limit`. @throws CitewellError `storage_failed` */
  list(page: { after?: number; limit: number }): Promise<StoredRating[]>;
}

/** A question that was refused. */
export interface UnansweredQuestion {
  /** Questions of one key are counted as one. */
  readonly key: string;
  /** As it was asked first; absent where questions are not kept. */
  readonly question?: string;
  readonly reason: RefusalReason;
  /** Id of the document that came nearest. */
  readonly nearest?: string;
}

export interface CountedQuestion extends UnansweredQuestion {
  readonly times: number;
  /** ISO 8601, UTC. */
  readonly firstAskedAt: string;
  readonly lastAskedAt: string;
}

export interface UnansweredQuestions {
  /** Reason and nearest document are those of the last time. @throws CitewellError `storage_failed` */
  count(question: UnansweredQuestion): Promise<void>;
  /** The most frequent first, at most `limit`. @throws CitewellError `storage_failed` */
  list(limit: number): Promise<CountedQuestion[]>;
}

/**
 * What those who ask leave behind for the owner. Bounded: the oldest ratings, and the rarest of the questions, make
 * room for others.
 */
export interface FeedbackStore {
  readonly ratings: Ratings;
  readonly unanswered: UnansweredQuestions;
  close(): Promise<void>;
}

export interface FeedbackBounds {
  readonly ratings: number;
  /** Different ones. */
  readonly questions: number;
  /** After this many days without being asked again, a question is forgotten. */
  readonly questionDays: number;
}

/** Some 10 MB at most; half a year shows what people go on missing. */
export const DEFAULT_BOUNDS: FeedbackBounds = { ratings: 10_000, questions: 1_000, questionDays: 180 };
