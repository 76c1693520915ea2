import { availableParallelism } from 'node:os';
import { Embeddings } from '@langchain/core/embeddings';
import { WorkerClient } from '../threads/worker-client.js';
import type { FingerprintedEmbeddings } from './fingerprinted-embeddings.js';
import type { TransformersEmbeddingsSettings } from './transformers-embeddings.js';

/** Texts that a worker takes at once: about a second of work, so that no worker idles long at the end. */
const TEXTS_A_CALL = 32;

/**
 * The embedding model in worker threads of one model thread each, for indexing: as many as there are cores,
 * started when the work is large enough to keep them busy.
 */
export class EmbeddingPool extends Embeddings implements FingerprintedEmbeddings {
  private readonly workers: WorkerClient[] = [];

  private constructor(
    private readonly settings: TransformersEmbeddingsSettings,
    private readonly size: number,
    readonly fingerprint: string,
    readonly dimensions: number,
  ) {
    super({});
  }

  /** @throws CitewellError `model_missing`, `model_damaged` */
  static async open(
    settings: TransformersEmbeddingsSettings,
    size = availableParallelism(),
  ): Promise<EmbeddingPool> {
    const first = startWorker(settings);
    try {
      const model = await first.call<{ fingerprint: string; dimensions: number }>('describe', undefined);
      const pool = new EmbeddingPool(settings, Math.max(1, size), model.fingerprint, model.dimensions);
      pool.workers.push(first);
      return pool;
    } catch (error) {
      await first.terminate();
      throw error;
    }
  }

  override embedQuery(text: string): Promise<number[]> {
    const [worker] = this.workers;
    if (!worker) throw new Error('the pool is closed');
    return worker.call('embedQuery', text);
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const slices = Math.ceil(texts.length / TEXTS_A_CALL);
    while (this.workers.length < Math.min(this.size, slices)) this.workers.push(startWorker(this.settings));
    const vectors: number[][] = new Array(texts.length);
    let next = 0;
    await Promise.all(
      this.workers.map(async (worker) => {
        for (let start = next; start < texts.length; start = next) {
          next = start + TEXTS_A_CALL;
          const slice = await worker.call<number[][]>('embedDocuments', texts.slice(start, next));
          vectors.splice(start, slice.length, ...slice);
        }
      }),
    );
    return vectors;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.terminate()));
  }
}

function startWorker(settings: TransformersEmbeddingsSettings): WorkerClient {
  return new WorkerClient(new URL('./embedding-worker.js', import.meta.url), settings);
}
