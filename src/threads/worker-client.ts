import { MessageChannel, type MessagePort, type TransferListItem, Worker } from 'node:worker_threads';
import { CallClient, type CallOptions } from './call-client.js';
import { nativeModuleFailure } from './native-module-failure.js';
import type { Request, Response } from './protocol.js';
import { workerStackSize } from './stack-size.js';
import { threadStopped } from './thread-stopped.js';

/** How long a thread may take to stop, in milliseconds: far longer than any step; then it hangs. */
const STOP_LIMIT = 30_000;

/** Calls the methods of one worker thread. A worker that dies fails its calls and every later one. */
export class WorkerClient {
  private readonly worker: Worker;
  private readonly calls: CallClient;
  /** Settles once the thread has ended, for whatever reason. */
  readonly ended: Promise<void>;

  /**
   * @param entry the worker's module, as `new URL('./x-worker.js', import.meta.url)`
   * @param transferred what of `workerData` is handed over and not copied: ports
   */
  constructor(entry: URL, workerData: unknown, transferred: readonly TransferListItem[] = []) {
    this.worker = new Worker(...workerArguments(entry, workerData, transferred));
    this.calls = new CallClient((request) => this.worker.postMessage(request));
    this.worker.on('message', (response: Response) => this.calls.receive(response));
    this.worker.on('error', (cause) => this.die(cause));
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', () => {
        this.die(undefined);
        resolve();
      });
    });
  }

  /** @throws CitewellError `engine_stopped` where the thread has ended, `cancelled`, and what the method throws */
  call<Result>(method: string, parameters: unknown, options?: CallOptions): Promise<Result> {
    return this.calls.call(method, parameters, options);
  }

  /** A port over which another thread calls this one's methods (`PortClient`); it closes when this one ends. */
  connect(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.worker.postMessage({ type: 'connect', port: port1 } satisfies Request, [port1]);
    return port2;
  }

  /** True once the thread has ended, for whatever reason. */
  get stopped(): boolean {
    return this.calls.ended !== undefined;
  }

  /** The error that ended the thread, which nobody caught there. */
  get fatalError(): Error | undefined {
    const cause = this.calls.ended?.cause;
    return cause instanceof Error ? cause : undefined;
  }

  /**
   * Ends the thread, after the step that it is at: to end a thread in the middle of a model's run kills the
   * whole process. Its calls fail.
   */
  async stop(): Promise<void> {
    if (this.stopped) return;
    this.worker.postMessage({ type: 'stop' } satisfies Request);
    const limit = setTimeout(() => void this.worker.terminate(), STOP_LIMIT);
    await this.ended;
    clearTimeout(limit);
  }

  private die(cause: unknown): void {
    this.calls.fail(nativeModuleFailure(cause) ?? threadStopped(cause));
  }
}

/** From source (tests, `npm run dev`) a worker is TypeScript, which its thread must be taught to load. */
export function workerArguments(
  entry: URL,
  workerData: unknown,
  transferred: readonly TransferListItem[] = [],
): ConstructorParameters<typeof Worker> {
  const options = {
    workerData,
    transferList: [...transferred],
    resourceLimits: { stackSizeMb: workerStackSize(process.argv) },
  };
  if (!import.meta.url.endsWith('.ts')) return [entry, options];
  const source = entry.href.replace(/\.js$/, '.ts');
  return [new URL('./typescript-worker.mjs', import.meta.url), { ...options, argv: [source] }];
}
