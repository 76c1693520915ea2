import { LRUCache } from 'lru-cache';
import type { QuestionAnswerer } from '../src/citewell-api.js';

type Answer = Awaited<ReturnType<QuestionAnswerer['ask']>>;

/** An answer with ten citations has some 20 KB. */
const MOST_ANSWERS = 1_000;
/** An hour, in milliseconds: who rates an answer does so while reading it. */
const KEPT_FOR = 60 * 60 * 1_000;

/** The answers that were given lately, by id, in memory. */
export class RecentAnswers {
  readonly #answers = new LRUCache<string, Answer>({ max: MOST_ANSWERS, ttl: KEPT_FOR });

  keep(answer: Answer): void {
    this.#answers.set(answer.id, answer);
  }

  find(id: string): Answer | undefined {
    return this.#answers.get(id);
  }
}
