import { join } from 'node:path';
import { CitewellError } from '../../errors.js';
import { WorkerClient } from '../../threads/worker-client.js';
import type { CheckedDatabase } from './check-database.js';
import type { FileFinding } from './file-finding.js';
import { DATABASE_FILE } from './sqlite-database.js';

/** Milliseconds from the opening on, when models have loaded and the first questions are answered. */
const DELAY = 5_000;

/**
 * Reads a file after all that was taken to be as it was verified, in a thread that gives way to others: bytes that have
 * changed by themselves are something the system does not tell of.
 */
export class DeferredVerification {
  /** Once the file was read, or need not be any more. */
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
    const finding = await this.read(signal);
    // Whoever has written to it meanwhile has verified it before.
    if (finding === 'interrupted' || isHash(finding, sha256) || !state.isPresent()) return;
    // Also where the store is closed meanwhile: whoever opens it next must not take it for what it was.
    state.forget();
    if (finding !== 'unknown' && !signal.aborted) this.onDoubt();
  }

  private async read(signal: AbortSignal): Promise<FileFinding | 'interrupted'> {
    const worker = new WorkerClient(new URL('./file-hash-worker.js', import.meta.url), undefined);
    try {
      return await worker.call('findInBackground', join(this.dataFolder, DATABASE_FILE), { signal });
    } catch (error) {
      if (!(error instanceof CitewellError)) throw error;
      // The thread could not be started, or has ended: of the file that says nothing.
      return error.code === 'cancelled' ? 'interrupted' : 'unknown';
    } finally {
      await worker.stop();
    }
  }
}

function isHash(finding: FileFinding, sha256: string): boolean {
  return typeof finding === 'object' && finding.sha256 === sha256;
}
