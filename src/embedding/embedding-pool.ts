import { availableParallelism } from 'node:os';
import { WorkerClient } from '../threads/worker-client.js';
import { type EmbeddingModel, type EmbeddingModelSettings, readEmbeddingModel } from './embedding-model.js';
import { fingerprintOf } from './model-fingerprint.js';
import type { ClosableEmbeddings, PassageText, PassageVectors } from './passage-embeddings.js';
import { systemMemory, usableMemory } from './usable-memory.js';
import { workersThatFit } from './workers-that-fit.js';

/** Passages that a worker takes at once: about a tenth of a second of work, so that no worker idles long at the end. */
const PASSAGES_A_CALL = 4;
/** Passages that are worth a worker more: it loads the model in about the time that it embeds them in. */
const PASSAGES_A_WORKER = 16;

/**
 * The embedding model in worker threads of one model thread each, for indexing, started when the work is large enough
 * to keep them busy.
 */
export class EmbeddingPool implements ClosableEmbeddings {
  private threads: WorkerClient[] = [];
  private closing: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly settings: EmbeddingModelSettings,
    readonly workers: number,
    readonly fingerprint: string,
  ) {}

  /**
   * Verifies the model's files; no worker starts, and no model is loaded, before there is work.
   *
   * @param workers at most so many; one a core, as far as memory goes, if left out
   * @throws CitewellError `model_missing`, `model_damaged`
   */
  static async open(settings: EmbeddingModelSettings, workers?: number): Promise<EmbeddingPool> {
    const model = await readEmbeddingModel(settings);
    return new EmbeddingPool(settings, workers ?? workersFor(model), fingerprintOf(model));
  }

  async embedPassages(passages: readonly PassageText[]): Promise<PassageVectors[]> {
    const vectors: PassageVectors[] = new Array(passages.length);
    let next = 0;
    await Promise.all(
      this.threadsFor(passages.length).map(async (worker) => {
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

  private threadsFor(passages: number): readonly WorkerClient[] {
    // A worker that died has failed the run that it died in; the next run gets another in its place.
    this.threads = this.threads.filter((worker) => !worker.stopped);
    const wanted = Math.min(this.workers, Math.ceil(passages / PASSAGES_A_WORKER));
    while (this.threads.length < wanted) this.startWorker();
    return [...this.threads];
  }

  private startWorker(): void {
    this.threads.push(new WorkerClient(new URL('./embedding-worker.js', import.meta.url), this.settings));
  }

  /** A run that is going on fails; a later one starts workers anew. */
  async close(): Promise<void> {
    const threads = this.threads;
    this.threads = [];
    this.closing = Promise.all([this.closing, ...threads.map((worker) => worker.stop())]);
    await this.closing;
  }
}

function workersFor({ bytes }: EmbeddingModel): number {
  const available = usableMemory(systemMemory());
  return workersThatFit({ cores: availableParallelism(), available, weights: bytes });
}
