import { expect } from 'vitest';
import type { Answer, RefusalReason } from '../answering/answer.js';
import type { WholeAnswerer } from '../citewell-api.js';
import { type AnswerAllOptions, type ExpectedQuestions, matchAnswerAll } from './answer-all.js';
import {
  matchCitation,
  matchQuotesInDocuments,
  matchQuotesInPassages,
  matchRefusal,
  type QuoteSource,
} from './answer-matchers.js';

export type { AnswerAllOptions, ExpectedQuestion, ExpectedQuestions } from './answer-all.js';
export type { QuotedDocument, QuoteSource } from './answer-matchers.js';

/**
 * Vitest matchers for answers. `import 'citewell/testing'` in a test (or a setup file) registers them:
 *
 * ```ts
 * const answer = await citewell.ask('How much is Alibaba investing?');
 * expect(answer).toCite('US$52 billion');
 * await expect(answer).toQuoteVerbatim(citewell);
 * expect(await citewell.ask('Who founded DeepSeek?')).toRefuse();
 * await expect(citewell).toAnswerAll('questions.jsonl', { minimum: 0.9 });
 * ```
 */
export interface CitewellMatchers {
  /** On an `Answer`: a citation's quote holds the text, up to case, punctuation and English articles. */
  toCite(text: string): void;
  /**
   * On an `Answer`: every quote (of citations and of related excerpts; there must be one) stands, character by
   * character, where its span says: in the passage that the answer carries.
   */
  toQuoteVerbatim(): void;
  /** The same against the documents themselves: those of a Citewell, or `{id, text}` objects. Await it. */
  toQuoteVerbatim(source: QuoteSource): Promise<void>;
  /** On an `Answer`: the question was refused, and for this reason if one is given. */
  toRefuse(reason?: RefusalReason): void;
  /**
   * On a Citewell: at least the share `minimum` (0..1, default 1) of the questions is answered with a right first
   * citation or, where they are marked `answerable: false`, refused. Takes questions or the path of a question
   * set. Await it.
   */
  toAnswerAll(questions: ExpectedQuestions, options?: AnswerAllOptions): Promise<void>;
}

declare module 'vitest' {
  interface Matchers<T> extends CitewellMatchers {}
}

expect.extend({
  toCite: (answer: Answer, text: string) => matchCitation(answer, text),
  toQuoteVerbatim: (answer: Answer, source?: QuoteSource) =>
    source === undefined ? matchQuotesInPassages(answer) : matchQuotesInDocuments(answer, source),
  toRefuse: (answer: Answer, reason?: RefusalReason) => matchRefusal(answer, reason),
  toAnswerAll: (answerer: WholeAnswerer, questions: ExpectedQuestions, options?: AnswerAllOptions) =>
    matchAnswerAll(answerer, questions, options),
});
