import { WorkerClient } from '../threads/worker-client.js';
import type {
  CountedQuestion,
  FeedbackStore,
  Ratings,
  StoredRating,
  UnansweredQuestions,
} from './feedback-store.js';

/** Feedback kept in a thread of its own, for a server: a write waits for the disk, and no request for a write. */
export class ThreadedFeedback implements FeedbackStore {
  readonly ratings: Ratings;
  readonly unanswered: UnansweredQuestions;
  private worker: WorkerClient | undefined;

  /** Opens nothing yet: the first call does. */
  constructor(private readonly dataFolder: string) {
    this.ratings = {
      put: (rating) => this.live().call<void>('putRating', rating),
      list: (page) => this.live().call<StoredRating[]>('listRatings', page),
    };
    this.unanswered = {
      count: (question) => this.live().call<void>('countUnanswered', question),
      list: (limit) => this.live().call<CountedQuestion[]>('listUnanswered', limit),
    };
  }

  /** After the calls before it. */
  async close(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    if (!worker.stopped) await worker.call('close', undefined);
    await worker.stop();
  }

  /** A new thread takes the place of one that died. */
  private live(): WorkerClient {
    if (!this.worker || this.worker.stopped) {
      this.worker = new WorkerClient(new URL('./feedback-worker.js', import.meta.url), this.dataFolder);
    }
    return this.worker;
  }
}
