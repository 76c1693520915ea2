import type { MessagePort } from 'node:worker_threads';
import { PortClient } from '../threads/port-client.js';
import type { OpenEmbedder } from './embedding-worker.js';
import type { FingerprintedEmbeddings } from './fingerprinted-embeddings.js';

/** An embedder in a thread of its own: the calling thread goes on meanwhile. */
export class PortEmbeddings implements FingerprintedEmbeddings {
  readonly fingerprint: string;
  readonly dimensions: number;

  private constructor(
    { fingerprint, dimensions }: OpenEmbedder,
    private readonly thread: PortClient,
  ) {
    this.fingerprint = fingerprint;
    this.dimensions = dimensions;
  }

  /** @throws CitewellError what the embedder could not open; `engine_stopped` where its thread has ended */
  static async open(port: MessagePort): Promise<PortEmbeddings> {
    const thread = new PortClient(port);
    try {
      return new PortEmbeddings(await thread.call<OpenEmbedder>('open', undefined), thread);
    } catch (error) {
      thread.close();
      throw error;
    }
  }

  /** Settles once the thread has ended, or was left by {@link close}. */
  get ended(): Promise<void> {
    return this.thread.ended;
  }

  embedQuery(text: string): Promise<number[]> {
    return this.thread.call('embedQuery', text);
  }

  embedDocuments(texts: string[]): Promise<number[][]> {
    return this.thread.call('embedDocuments', texts);
  }

  /** Leaves the thread to whoever has started it. */
  async close(): Promise<void> {
    this.thread.close();
  }
}
