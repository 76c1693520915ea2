import type { Answer, Turn } from '../answering/answer.js';
import type { ScoredPassage } from '../answering/citation.js';

export interface AskParameters {
  readonly answerId: string;
  readonly question: string;
  readonly history: readonly Turn[];
  readonly maxCitations: number;
  /** The question as it stands alone, where a language model has said so. */
  readonly rewritten?: string | undefined;
}

/** An answer with what it was chosen from, for a language model to put it into words. */
export interface GroundedAnswer {
  readonly answer: Answer;
  /** Best first; none where the question was refused. */
  readonly passages: readonly ScoredPassage[];
}

export interface SearchParameters {
  readonly query: string;
  readonly history: readonly Turn[];
  readonly limit: number;
  readonly rewritten?: string | undefined;
}
