import { randomUUID } from 'node:crypto';
import type { CitewellErrorCode } from '../errors.js';
import type { IndexFailure } from '../indexing/index-report.js';

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

/** A job that changes, and can be followed while it does. */
export class FollowedJob {
  #job: IndexJob;
  /** Resolves at the next change of the job. */
  #changed: Promise<void>;
  #announce: () => void = () => undefined;

  constructor(files: readonly string[]) {
    const createdAt = new Date().toISOString();
    this.#job = { id: randomUUID(), state: 'queued', files, failures: [], createdAt };
    this.#changed = this.#nextChange();
  }

  /** As it is. */
  get current(): IndexJob {
    return this.#job;
  }

  change(news: Partial<IndexJob>): void {
    this.#job = { ...this.#job, ...news };
    const announce = this.#announce;
    this.#changed = this.#nextChange();
    announce();
  }

  finish(news: Pick<IndexJob, 'state'> & Partial<IndexJob>): void {
    this.change({ ...news, finishedAt: new Date().toISOString() });
  }

  /** The job as it is, then at each change, until it has ended or `signal` aborts. A slow reader misses some. */
  async *follow(signal: AbortSignal): AsyncGenerator<IndexJob> {
    const left = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    while (!signal.aborted) {
      const job = this.#job;
      const changed = this.#changed;
      yield job;
      if (job.state === 'done' || job.state === 'failed') return;
      await Promise.race([changed, left]);
    }
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.#announce = resolve;
    });
  }
}
