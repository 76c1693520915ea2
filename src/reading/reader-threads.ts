import { availableParallelism } from 'node:os';
import type { MessagePort } from 'node:worker_threads';
import { WorkerClient } from '../threads/worker-client.js';

/** As many passages as a question is read of; each thread holds a model. */
const MOST_UNASKED = 4;

/**
 * Threads that each hold a reader model (some 100 MB), read by any number of `ReaderPool`s. Whoever owns them must
 * outlive the thread that reads: threads die with the one that started them, and one that is in the middle of a
 * model's run takes the whole process along.
 */
export class ReaderThreads {
  #workers: WorkerClient[] = [];

  /** @param threads how many; 0 is one a core, four at most */
  constructor(
    private readonly modelFolder: string,
    private readonly threads: number,
  ) {}

  /** A port to each thread, for one pool. Threads that are not there, or have died, are started. */
  connect(): MessagePort[] {
    const count = this.threads || Math.min(availableParallelism(), MOST_UNASKED);
    const alive = this.#workers.filter((worker) => !worker.stopped);
    while (alive.length < count) {
      alive.push(new WorkerClient(new URL('./reader-worker.js', import.meta.url), this.modelFolder));
    }
    this.#workers = alive;
    // Begun before anybody asks; a failure is told to whoever asks then.
    alive[0]?.call('open', undefined).catch(() => undefined);
    return alive.map((worker) => worker.connect());
  }

  /** Each thread ends after the passage that it reads. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop()));
  }
}
