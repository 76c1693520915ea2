import { LRUCache } from 'lru-cache';
import type { QuestionAnswerer } from '../src/citewell-api.js';

type Answer = Awaited<ReturnType<QuestionAnswerer['ask']>>;

/** An hour, in milliseconds: who rates an answer, or lost the line, does so while reading it. */
const KEPT_FOR = 60 * 60_000;
/** Most answers kept, the latest; one with ten citations takes some 20 KB. */
const MOST_ANSWERS = 1_000;

/** The latest answers by id, in memory: for clients that lost their line, and for those who judge an answer. */
export class AnswerArchive {
  readonly #answers = new LRUCache<string, { answer: Answer | undefined }>({
    max: MOST_ANSWERS,
    ttl: KEPT_FOR,
  });

  /** An answer of this id is being made. */
  expect(id: string): void {
    this.#answers.set(id, { answer: undefined });
  }

  keep(answer: Answer): void {
    this.#answers.set(answer.id, { answer });
  }

  /** Nothing will come of an expected answer. */
  forget(id: string): void {
    this.#answers.delete(id);
  }

  /** The answer, `'expected'` where it is being made, undefined where there is none or no longer. */
  find(id: string): Answer | 'expected' | undefined {
    const kept = this.#answers.get(id);
    return kept && (kept.answer ?? 'expected');
  }
}
