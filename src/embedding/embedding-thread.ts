import type { MessagePort } from 'node:worker_threads';
import { WorkerClient } from '../threads/worker-client.js';
import type { EmbeddingModelSettings } from './embedding-model.js';

/**
 * A thread that embeds questions for an engine's thread. Whoever owns it must outlive the thread that asks it: threads
 * die with the one that started them, and one that is in the middle of a model's run takes the whole process along.
 */
export class EmbeddingThread {
  #worker: WorkerClient | undefined;

  constructor(private readonly settings: EmbeddingModelSettings) {}

  /** A port to a thread that begins to load the embedder; the one before it is left to end. */
  connect(): MessagePort {
    void this.#worker?.stop();
    this.#worker = new WorkerClient(new URL('./embedding-worker.js', import.meta.url), this.settings);
    return this.#worker.connect();
  }

  /** The thread ends after the text that it embeds. */
  async close(): Promise<void> {
    await this.#worker?.stop();
  }
}
