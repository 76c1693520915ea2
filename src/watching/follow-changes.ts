import { setTimeout as delay } from 'node:timers/promises';
import { CitewellError } from '../errors.js';
import { Burst } from './burst.js';
import { FileWatch, type FileWatchOptions } from './file-watch.js';

/** How often a run is tried again while another process, or an upload, keeps the index locked; in milliseconds. */
const TRY_LOCKED_EVERY = 1_000;

export interface FollowOptions extends Omit<FileWatchOptions, 'onChange'> {
  /** Brings the index to what the files say. */
  readonly index: () => Promise<void>;
  /** Told of a run that failed as a whole; the next change, or the end of the lock, brings the next run. */
  readonly onFailure: (error: CitewellError) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Indexes at once, for what may have changed before, and after each burst of changes, one run at a time, until
 * `signal` aborts. A change during a run brings another run.
 */
export async function followChanges({ index, onFailure, signal, ...options }: FollowOptions): Promise<void> {
  const burst = new Burst();
  const fileWatch = await FileWatch.start({ ...options, onChange: () => burst.note() });
  try {
    burst.note();
    for (;;) {
      await burst.over(signal);
      if (signal.aborted) return;
      const failure = await failureOf(index);
      if (signal.aborted) return;
      if (failure === undefined) continue;
      onFailure(failure);
      if (failure.code !== 'index_locked') continue;
      await delay(TRY_LOCKED_EVERY);
      burst.note();
    }
  } finally {
    await fileWatch.close();
  }
}

async function failureOf(index: () => Promise<void>): Promise<CitewellError | undefined> {
  try {
    await index();
    return undefined;
  } catch (error) {
    if (error instanceof CitewellError) return error;
    throw error;
  }
}
