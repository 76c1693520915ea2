import { join } from 'node:path';
import { WorkerClient } from '../../threads/worker-client.js';
import type { CheckedDatabase } from './check-database.js';
import { DATABASE_FILE } from './sqlite-database.js';

/** Milliseconds from the opening on, when models have loaded and the first questions are answered. */
const DELAY = 5_000;

/**
 * Reads a file after all that was taken to be as it was verified, in a thread that gives way to others: bytes that have
 * changed by themselves are something the system does not tell of.
 */
export class DeferredVerification {
  /** Once the file was read, or need not be any more. Fails with what `onDoubt` throws. */
  readonly done: Promise<void>;
  private readonly stopping = new AbortController();

  /** @param onDoubt called where the file is not what was sealed; it is verified at the next opening */
  constructor(
    private readonly dataFolder: string,
    private readonly remembered: NonNullable<CheckedDatabase['remembered']>,
    private readonly onDoubt: () => void,
    delay = DELAY,
  ) {
    const { signal } = this.stopping;
    this.done = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delay);
      timer.unref();
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }).then(() => this.verify(signal));
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.done;
  }

  private async verify(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { state, sha256 } = this.remembered;
    const worker = new WorkerClient(new URL('./file-hash-worker.js', import.meta.url), undefined);
    const file = join(this.dataFolder, DATABASE_FILE);
    // A file that cannot be read is not what it was.
    const found = await worker.call<string>('hashInBackground', file, { signal }).catch(() => undefined);
    await worker.stop();
    // Whoever has written to it meanwhile has verified it before.
    if (signal.aborted || found === sha256 || !state.isPresent()) return;
    state.forget();
    this.onDoubt();
  }
}
