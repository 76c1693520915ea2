import { availableParallelism } from 'node:os';
import { Embeddings } from '@langchain/core/embeddings';
import { WorkerClient } from '../threads/worker-client.js';
import { type EmbeddingModelSettings, readEmbeddingModel } from './embedding-model.js';
import type { ClosableEmbeddings } from './fingerprinted-embeddings.js';
import { fingerprintOf } from './model-fingerprint.js';

/** Texts that a worker takes at once: about a second of work, so that no worker idles long at the end. */
const TEXTS_A_CALL = 32;

/**
 * The embedding model in worker threads of one model thread each, for indexing: as many as there are cores,
 * started when the work is large enough to keep them busy.
 */
export class EmbeddingPool extends Embeddings implements ClosableEmbeddings {
  private workers: WorkerClient[] = [];
  private closing: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly settings: EmbeddingModelSettings,
    private readonly size: number,
    readonly fingerprint: string,
    readonly dimensions: number,
  ) {
    super({});
  }

  /**
   * Verifies the model's files; no worker starts, and no model is loaded, before there is work.
   *
   * @throws CitewellError `model_missing`, `model_damaged`
   */
  static async open(settings: EmbeddingModelSettings, size = availableParallelism()): Promise<EmbeddingPool> {
    const model = await readEmbeddingModel(settings);
    return new EmbeddingPool(settings, Math.max(1, size), fingerprintOf(model), model.dimensions);
  }

  override embedQuery(text: string): Promise<number[]> {
    return this.workersFor(1)[0].call('embedQuery', text);
  }

  /** @throws CitewellError `engine_stopped` where a worker dies, `model_missing`, `model_damaged` */
  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors: number[][] = new Array(texts.length);
    let next = 0;
    await Promise.all(
      this.workersFor(texts.length).map(async (worker) => {
        for (let start = next; start < texts.length; start = next) {
          next = start + TEXTS_A_CALL;
          const slice = await worker.call<number[][]>('embedDocuments', texts.slice(start, next));
          for (const [offset, vector] of slice.entries()) vectors[start + offset] = vector;
        }
      }),
    );
    return vectors;
  }

  private workersFor(texts: number): readonly [WorkerClient, ...WorkerClient[]] {
    // A worker that died has failed the run that it died in; the next run gets another in its place.
    this.workers = this.workers.filter((worker) => !worker.stopped);
    const [first = this.startWorker(), ...others] = this.workers;
    const wanted = Math.min(this.size, Math.ceil(texts / TEXTS_A_CALL));
    while (others.length + 1 < wanted) others.push(this.startWorker());
    return [first, ...others];
  }

  private startWorker(): WorkerClient {
    const worker = new WorkerClient(new URL('./embedding-worker.js', import.meta.url), this.settings);
    this.workers.push(worker);
    return worker;
  }

  /** A run that is going on fails; a later one starts workers anew. */
  async close(): Promise<void> {
    const workers = this.workers;
    this.workers = [];
    this.closing = Promise.all([this.closing, ...workers.map((worker) => worker.stop())]);
    await this.closing;
  }
}
