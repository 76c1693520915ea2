import { setTimeout as delay } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { CitewellError } from '../errors.js';
import type { IndexProgress, IndexReport } from '../indexing/index-report.js';
import { FollowedJob, type IndexJob } from './index-job.js';

/** Jobs that are remembered, the running and waiting ones among them. */
const MOST_JOBS = 1_000;
/** How often a run that another process keeps from beginning is tried again, in milliseconds. */
const RETRY_EVERY = 1_000;

/** Indexes what lies in the folder of uploads. */
export type IndexRun = (options: {
  onProgress: (progress: IndexProgress) => void;
  signal: AbortSignal;
}) => Promise<IndexReport>;

/** Runs of the index for changed uploads, one at a time: those that wait share the next. Forgotten at a restart. */
export class IndexJobs {
  readonly #jobs = new LRUCache<string, FollowedJob>({ max: MOST_JOBS });
  readonly #closing = new AbortController();
  readonly #listeners: ((ended: IndexJob) => void)[] = [];
  #queue: FollowedJob[] = [];
  #underWay = 0;
  #running: Promise<void> | undefined;

  /** @param onFailure told of a run that failed as a whole, for the log */
  constructor(
    private readonly run: IndexRun,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Jobs that run or wait. */
  get unfinished(): number {
    return this.#queue.length + this.#underWay;
  }

  /** @param listener told of each job that has ended from then on */
  onEnd(listener: (ended: IndexJob) => void): void {
    this.#listeners.push(listener);
  }

  start(files: readonly string[]): IndexJob {
    const job = new FollowedJob(files);
    this.#jobs.set(job.current.id, job);
    this.#queue.push(job);
    this.#running ??= this.#work();
    return job.current;
  }

  /** Undefined for one that is forgotten or never was. */
  find(id: string): IndexJob | undefined {
    return this.#jobs.get(id)?.current;
  }

  /** See {@link FollowedJob.follow}; nothing of a job that is forgotten or never was. */
  async *follow(id: string, signal: AbortSignal): AsyncGenerator<IndexJob> {
    yield* this.#jobs.get(id)?.follow(signal) ?? [];
  }

  /** Ends the running one; what was finished of it is kept, and the next start of the server goes on with the rest. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #work(): Promise<void> {
    // Files that arrive in this turn of the event loop belong to one run.
    await delay(0);
    for (let batch = this.#take(); batch.length > 0; batch = this.#take()) {
      this.#underWay = batch.length;
      await this.#runFor(batch);
      this.#underWay = 0;
      for (const job of batch) for (const listener of this.#listeners) listener(job.current);
    }
    this.#running = undefined;
  }

  #take(): FollowedJob[] {
    const batch = this.#closing.signal.aborted ? [] : this.#queue;
    this.#queue = [];
    return batch;
  }

  async #runFor(batch: readonly FollowedJob[]): Promise<void> {
    try {
      const report = await this.#runWhenFree(({ done, total }) => {
        for (const job of batch) job.change({ state: 'running', progress: { done, total } });
      });
      for (const job of batch) {
        const failures = report.failures.filter(({ id }) => job.current.files.includes(id));
        job.finish({
          state: failures.length > 0 ? 'failed' : 'done',
          failures,
          generation: report.generation,
        });
      }
    } catch (error) {
      if (!this.#closing.signal.aborted) this.onFailure(error);
      const code = error instanceof CitewellError ? error.code : 'internal_error';
      for (const job of batch) job.finish({ state: 'failed', error: code });
    }
  }

  /** Another process may be indexing: the run waits for it. */
  async #runWhenFree(onProgress: (progress: IndexProgress) => void): Promise<IndexReport> {
    const { signal } = this.#closing;
    for (;;) {
      try {
        return await this.run({ onProgress, signal });
      } catch (error) {
        if (!(error instanceof CitewellError && error.code === 'index_locked')) throw error;
        await delay(RETRY_EVERY);
        if (signal.aborted) throw error;
      }
    }
  }
}
