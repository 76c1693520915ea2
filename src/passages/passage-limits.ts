/** How large passages and sentences may grow. Words are blank-separated; tokens as `estimateTokens` counts. */
export interface PassageLimits {
  /** Size that long paragraphs are cut towards and short ones are joined up to. */
  readonly targetWords: number;
  /** A paragraph up to this size stays one passage. */
  readonly maxWords: number;
  /** Paragraphs below this size are joined with short neighbours under the same heading. */
  readonly shortParagraphWords: number;
  /** A passage is always cut to this, whatever its words. */
  readonly maxTokens: number;
  /** A longer sentence is cut at a clause. At least 64: no piece of text counts more than 32. */
  readonly maxSentenceTokens: number;
}

/**
 * 100 words are what the embedding model was trained on (e5: Wikipedia passages of about 100 words); the
 * token limits leave room below the model's 512 for the title, the question and an estimate that is 10 % low.
 */
export const DEFAULT_PASSAGE_LIMITS: PassageLimits = {
  targetWords: 100,
  maxWords: 160,
  shortParagraphWords: 40,
  maxTokens: 400,
  maxSentenceTokens: 200,
};
