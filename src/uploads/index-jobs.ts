import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { CitewellError, type CitewellErrorCode } from '../errors.js';
import type { IndexFailure, IndexProgress, IndexReport } from '../indexing/index-report.js';

/** Jobs that are remembered, the running and waiting ones among them. */
const MOST_JOBS = 1_000;
/** How often a run that another process keeps from beginning is tried again, in milliseconds. */
const RETRY_EVERY = 1_000;

/** What became of a change of documents. */
export interface IndexJob {
  readonly id: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  /** Names of the files that were added, replaced or removed. */
  readonly files: readonly string[];
  /** Bytes of changed files that are done, and in all. */
  readonly progress?: { readonly done: number; readonly total: number };
  /** Those of the files that could not be indexed. */
  readonly failures: readonly IndexFailure[];
  /** Of the index, after the run. */
  readonly generation?: number;
  /** Why the run failed as a whole. */
  readonly error?: CitewellErrorCode | 'internal_error';
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly finishedAt?: string;
}

/** Indexes what lies in the folder of uploads. */
export type IndexRun = (options: {
  onProgress: (progress: IndexProgress) => void;
  signal: AbortSignal;
}) => Promise<IndexReport>;

interface Entry {
  job: IndexJob;
  /** Resolves at the next change of the job. */
  changed: Promise<void>;
  announce: () => void;
}

/** Runs of the index for changed uploads, one at a time: those that wait share the next. Forgotten at a restart. */
export class IndexJobs {
  readonly #entries = new LRUCache<string, Entry>({ max: MOST_JOBS });
  readonly #closing = new AbortController();
  #queue: Entry[] = [];
  #running: Promise<void> | undefined;

  /** @param onFailure told of a run that failed as a whole, for the log */
  constructor(
    private readonly run: IndexRun,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  start(files: readonly string[]): IndexJob {
    const createdAt = new Date().toISOString();
    const entry: Entry = {
      job: { id: randomUUID(), state: 'queued', files, failures: [], createdAt },
      changed: Promise.resolve(),
      announce: () => undefined,
    };
    awaitChange(entry);
    this.#entries.set(entry.job.id, entry);
    this.#queue.push(entry);
    this.#running ??= this.#work();
    return entry.job;
  }

  /** Undefined for one that is forgotten or never was. */
  find(id: string): IndexJob | undefined {
    return this.#entries.get(id)?.job;
  }

  /** The job as it is, then at each change, until it has ended or `signal` aborts. A slow reader misses some. */
  async *follow(id: string, signal: AbortSignal): AsyncGenerator<IndexJob> {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const left = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    while (!signal.aborted) {
      const { job, changed } = entry;
      yield job;
      if (job.state === 'done' || job.state === 'failed') return;
      await Promise.race([changed, left]);
    }
  }

  /** Ends the running one; what was finished of it is kept, and the next start of the server goes on with the rest. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #work(): Promise<void> {
    // Files that arrive in this turn of the event loop belong to one run.
    await delay(0);
    for (let batch = this.#take(); batch.length > 0; batch = this.#take()) await this.#runFor(batch);
    this.#running = undefined;
  }

  #take(): Entry[] {
    const batch = this.#closing.signal.aborted ? [] : this.#queue;
    this.#queue = [];
    return batch;
  }

  async #runFor(batch: readonly Entry[]): Promise<void> {
    try {
      const report = await this.#runWhenFree((progress) => {
        const { done, total } = progress;
        for (const entry of batch) change(entry, { state: 'running', progress: { done, total } });
      });
      for (const entry of batch) {
        const failures = report.failures.filter(({ id }) => entry.job.files.includes(id));
        finish(entry, {
          state: failures.length > 0 ? 'failed' : 'done',
          failures,
          generation: report.generation,
        });
      }
    } catch (error) {
      if (!this.#closing.signal.aborted) this.onFailure(error);
      const code = error instanceof CitewellError ? error.code : 'internal_error';
      for (const entry of batch) finish(entry, { state: 'failed', error: code });
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

function change(entry: Entry, news: Partial<IndexJob>): void {
  entry.job = { ...entry.job, ...news };
  const { announce } = entry;
  awaitChange(entry);
  announce();
}

function finish(entry: Entry, news: Partial<IndexJob>): void {
  change(entry, { ...news, finishedAt: new Date().toISOString() });
}

function awaitChange(entry: Entry): void {
  entry.changed = new Promise((resolve) => {
    entry.announce = resolve;
  });
}
