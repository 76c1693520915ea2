import { availableParallelism } from 'node:os';
import { WorkerClient } from '../threads/worker-client.js';
import { type EmbeddingModelSettings, readEmbeddingModel } from './embedding-model.js';
import { fingerprintOf } from './model-fingerprint.js';
import type { ClosableEmbeddings, PassageText, PassageVectors } from './passage-embeddings.js';

/** Passages that a worker takes at once: about a tenth of a second of work, so that no worker idles long at the end. */
const PASSAGES_A_CALL = 4;
/** Passages that are worth a worker more: it loads the model in about the time that it embeds them in. */
const PASSAGES_A_WORKER = 16;

/**
 * The embedding model in worker threads of one model thread each, for indexing: as many as there are cores,
 * started when the work is large enough to keep them busy.
 */
export class EmbeddingPool implements ClosableEmbeddings {
  private workers: WorkerClient[] = [];
  private closing: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly settings: EmbeddingModelSettings,
    private readonly size: number,
    readonly fingerprint: string,
  ) {}

  /**
   * Verifies the model's files; no worker starts, and no model is loaded, before there is work.
   *
   * @throws CitewellError `model_missing`, `model_damaged`
   */
  static async open(settings: EmbeddingModelSettings, size = availableParallelism()): Promise<EmbeddingPool> {
    const model = await readEmbeddingModel(settings);
    return new EmbeddingPool(settings, Math.max(1, size), fingerprintOf(model));
  }

  async embedPassages(passages: readonly PassageText[]): Promise<PassageVectors[]> {
    const vectors: PassageVectors[] = new Array(passages.length);
    let next = 0;
    await Promise.all(
      this.workersFor(passages.length).map(async (worker) => {
        for (let start = next; start < passages.length; start = next) {
          next = start + PASSAGES_A_CALL;
          const slice = passages.slice(start, next);
          const embedded = await worker.call<PassageVectors[]>('embedPassages', slice);
          for (const [offset, vector] of embedded.entries()) vectors[start + offset] = vector;
        }
      }),
    );
    return vectors;
  }

  private workersFor(passages: number): readonly WorkerClient[] {
    // A worker that died has failed the run that it died in; the next run gets another in its place.
    this.workers = this.workers.filter((worker) => !worker.stopped);
    const wanted = Math.min(this.size, Math.ceil(passages / PASSAGES_A_WORKER));
    while (this.workers.length < wanted) this.startWorker();
    return [...this.workers];
  }

  private startWorker(): void {
    this.workers.push(new WorkerClient(new URL('./embedding-worker.js', import.meta.url), this.settings));
  }

  /** A run that is going on fails; a later one starts workers anew. */
  async close(): Promise<void> {
    const workers = this.workers;
    this.workers = [];
    this.closing = Promise.all([this.closing, ...workers.map((worker) => worker.stop())]);
    await this.closing;
  }
}
