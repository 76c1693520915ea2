import type { Span } from '../documents/document.js';
import type { Scripts } from './scripts.js';

/** What a reader makes of one passage, for one question. */
export interface Reading {
  /**
   * Log-odds-like score that the passage answers: the answer head's logit plus the margin of the best span
   * over no answer. Higher is better; not calibrated.
   */
  readonly score: number;
  /** The answer head's logit alone. */
  readonly answerLogit: number;
  /** Best span's start + end logit less that of "no answer". */
  readonly spanMargin: number;
  /** Probability mass of start and end positions per sentence, same order as the sentences given, each 0..1. */
  readonly sentenceProbabilities: readonly number[];
  /** The best answers within each sentence, best first, in the order of the sentences given; none overlaps another. */
  readonly sentenceSpans: readonly (readonly AnswerSpan[])[];
}

/** Words that may answer, in offsets of the passage's text; starts and ends at word boundaries. */
interface AnswerSpan extends Span {
  /** Start + end logit less that of "no answer": above 0 the model takes it for an answer. */
  readonly margin: number;
}

/** A passage as a reader reads it. */
export interface ReadingPassage {
  readonly text: string;
  /** Sentence spans in offsets of `text`. */
  readonly sentences: readonly Span[];
}

/** Reads a question and passages together and says whether, and where, each answers. */
export interface Reader {
  /** Names the model file by hash: part of the calibration's and the cache's key. */
  readonly fingerprint: string;
  /** Scripts that it has learnt to read; what it makes of others means nothing. */
  readonly scripts: Scripts;
  /** One reading a passage, in order. Pure: a passage's reading does not depend on its neighbours. */
  read(question: string, passages: readonly ReadingPassage[]): Promise<Reading[]>;
  close(): Promise<void>;
}
