import { setTimeout as delay } from 'node:timers/promises';
import { WorkerClient } from '../threads/worker-client.js';
import type {
  CountedQuestion,
  FeedbackStore,
  Ratings,
  StoredRating,
  UnansweredQuestion,
  UnansweredQuestions,
} from './feedback-store.js';

/** How long questions are collected to be counted together, in milliseconds: a crowd wakes the thread for a few. */
const COLLECTED = 250;

/** Feedback kept in a thread of its own, for a server: a write waits for the disk, and no request for a write. */
export class ThreadedFeedback implements FeedbackStore {
  readonly ratings: Ratings;
  readonly unanswered: UnansweredQuestions;
  private worker: WorkerClient | undefined;
  private uncounted: UnansweredQuestion[] = [];
  private counting: { readonly done: Promise<void>; readonly hurry: AbortController } | undefined;

  /** Opens nothing yet: the first call does. */
  constructor(private readonly dataFolder: string) {
    this.ratings = {
      put: (rating) => this.live().call<void>('putRating', rating),
      list: (page) => this.live().call<StoredRating[]>('listRatings', page),
    };
    this.unanswered = {
      count: (question) => this.count(question),
      list: async (limit) => {
        // Its failure is told to those who counted.
        await this.countNow().catch(() => undefined);
        return this.live().call<CountedQuestion[]>('listUnanswered', limit);
      },
    };
  }

  /** After the calls before it. */
  async close(): Promise<void> {
    await this.countNow().catch(() => undefined);
    const { worker } = this;
    if (!worker) return;
    if (!worker.stopped) await worker.call('close', undefined);
    await worker.stop();
  }

  private count(question: UnansweredQuestion): Promise<void> {
    this.uncounted.push(question);
    if (!this.counting) {
      const hurry = new AbortController();
      this.counting = { done: this.countCollected(hurry.signal), hurry };
    }
    return this.counting.done;
  }

  private async countCollected(hurry: AbortSignal): Promise<void> {
    await delay(COLLECTED, undefined, { signal: hurry }).catch(() => undefined);
    this.counting = undefined;
    await this.live().call<void>('countUnanswered', this.uncounted.splice(0));
  }

  private async countNow(): Promise<void> {
    this.counting?.hurry.abort();
    await this.counting?.done;
  }

  /** A new thread takes the place of one that died. */
  private live(): WorkerClient {
    if (!this.worker || this.worker.stopped) {
      this.worker = new WorkerClient(new URL('./feedback-worker.js', import.meta.url), this.dataFolder);
    }
    return this.worker;
  }
}
