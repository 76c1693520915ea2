import { CitewellError } from '../errors.js';
import type { WorkerClient } from '../threads/worker-client.js';

/** Where an engine's threads come from. */
export interface EngineThreadSource {
  /** A thread that serves `status`, which waits until all is open, and `close`. */
  start(): WorkerClient;
  /** Called once the last thread has ended. */
  close(): Promise<void>;
}

/**
 * A thread that is started anew, at once, where it dies. The calls that it had fail with `engine_stopped`, and
 * whoever runs the process is warned. One that
 * dies before it has opened, or cannot open, would do so again: the next call starts another.
 */
export class SupervisedEngine {
  #thread: WorkerClient;
  #open = false;
  /** A thread that lives and could not open what it needs. */
  #unopened: WorkerClient | undefined;
  #closing: Promise<void> | undefined;

  constructor(private readonly threads: EngineThreadSource) {
    this.#thread = this.#start();
  }

  /** False while the thread loads what it needs, in the beginning and after a death. */
  get open(): boolean {
    return this.#open && !this.#thread.stopped;
  }

  /**
   * The thread to call, which may still be opening: its calls wait for that.
   *
   * @throws CitewellError `engine_stopped` after {@link close}
   */
  get thread(): WorkerClient {
    if (this.#closing) throw new CitewellError('engine_stopped', 'This Citewell is closed. Open another.');
    const thread = this.#thread;
    if (thread === this.#unopened) void thread.stop();
    if (thread.stopped || thread === this.#unopened) this.#thread = this.#start();
    return this.#thread;
  }

  /** Waits until all is open. @throws CitewellError what the thread could not open */
  async opened(signal?: AbortSignal): Promise<void> {
    const { thread } = this;
    await thread.call('status', undefined, { signal });
    // Calls run side by side: this one may be answered before the one that looks whether the thread is open, or where
    // that one fails in passing.
    if (thread === this.#thread) this.#open = true;
  }

  /** Lets the running calls finish, then ends the thread. Whoever calls it again waits for the same end. */
  close(): Promise<void> {
    this.#closing ??= closeThread(this.#thread).finally(() => this.threads.close());
    return this.#closing;
  }

  /** Ends the thread without a word to what it may not have opened. */
  stop(): Promise<void> {
    this.#closing ??= this.#thread.stop().finally(() => this.threads.close());
    return this.#closing;
  }

  #start(): WorkerClient {
    this.#open = false;
    const thread = this.threads.start();
    const opening = thread.call('status', undefined).then(
      () => {
        this.#open = true;
        return true;
      },
      () => {
        if (thread === this.#thread && this.#open) return true;
        this.#unopened = thread;
        return false;
      },
    );
    void Promise.all([opening, thread.ended]).then(([opened]) => {
      if (!opened || thread !== this.#thread || this.#closing) return;
      const reason = thread.fatalError?.message ?? 'it ended without an error.';
      process.emitWarning(`The engine stopped and is started again: ${reason}`);
      this.#thread = this.#start();
    });
    return thread;
  }
}

async function closeThread(thread: WorkerClient): Promise<void> {
  try {
    if (!thread.stopped) await thread.call('close', undefined);
  } finally {
    await thread.stop();
  }
}
