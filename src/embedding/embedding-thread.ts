import type { MessagePort } from 'node:worker_threads';
import { WorkerClient } from '../threads/worker-client.js';
import type { EmbeddingModelSettings } from './embedding-model.js';

/**
 * A thread that embeds questions for an engine's thread. Whoever owns it must outlive the thread that asks it: threads
 * die with the one that started them, and one that is in the middle of a model's run takes the whole process along.
 */
export class EmbeddingThread {
  #worker: WorkerClient | undefined;
  /** Of all that were started. */
  readonly #ended: Promise<void>[] = [];

  constructor(private readonly settings: EmbeddingModelSettings) {}

  /** A port to the thread that has the embedder, or begins to load it. One that has died is replaced. */
  connect(): MessagePort {
    if (!this.#worker || this.#worker.stopped) {
      this.#worker = new WorkerClient(new URL('./embedding-worker.js', import.meta.url), this.settings);
      this.#ended.push(this.#worker.ended);
    }
    return this.#worker.connect();
  }

  /** The thread ends after the text that it embeds. */
  async close(): Promise<void> {
    await this.#worker?.stop();
    await Promise.all(this.#ended);
  }
}
