import { Worker } from 'node:worker_threads';
import { CitewellError } from '../errors.js';
import { nativeModuleFailure } from './native-module-failure.js';
import { millisecondsSinceEpoch, type Request, type Response, restoreError } from './protocol.js';
import { workerStackSize } from './stack-size.js';

interface PendingCall {
  resolve(value: unknown): void;
  reject(error: Error): void;
  onEvent(event: unknown): void;
}

export interface CallOptions {
  /** Called with each event that the method sends before its result. Where it throws, the call fails with that. */
  readonly onEvent?: (event: unknown) => void;
  /** Aborting rejects with `cancelled`; the worker drops the call, or stops it at its next step. */
  readonly signal?: AbortSignal | undefined;
}

/** How long a thread may take to stop, in milliseconds: far longer than any step; then it hangs. */
const STOP_LIMIT = 30_000;

/** Calls the methods of one worker thread. A worker that dies fails its calls and every later one. */
export class WorkerClient {
  private readonly worker: Worker;
  /** Settles once the thread has ended, for whatever reason. */
  readonly ended: Promise<void>;
  private readonly pending = new Map<number, PendingCall>();
  private nextId = 1;
  private death: CitewellError | undefined;

  /** @param entry the worker's module, as `new URL('./x-worker.js', import.meta.url)` */
  constructor(entry: URL, workerData: unknown) {
    this.worker = new Worker(...workerArguments(entry, workerData));
    this.worker.on('message', (response: Response) => this.receive(response));
    this.worker.on('error', (cause) => this.die(cause));
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', () => {
        this.die(undefined);
        resolve();
      });
    });
  }

  call<Result>(method: string, parameters: unknown, options: CallOptions = {}): Promise<Result> {
    if (this.death) return Promise.reject(this.death);
    const { signal } = options;
    if (signal?.aborted) return Promise.reject(cancelled());
    const id = this.nextId++;
    return new Promise<Result>((resolve, reject) => {
      const onAbort = () => {
        this.pending.delete(id);
        this.post({ type: 'cancel', id });
        reject(cancelled());
      };
      const settled = () => signal?.removeEventListener('abort', onAbort);
      const fail = (error: unknown) => {
        settled();
        reject(error);
      };
      // First, since parameters that cannot be sent to a thread throw here.
      this.post({ type: 'call', id, method, parameters, sentAt: millisecondsSinceEpoch() });
      signal?.addEventListener('abort', onAbort, { once: true });
      this.pending.set(id, {
        resolve: (value) => {
          settled();
          resolve(value as Result);
        },
        reject: fail,
        onEvent: (event) => {
          try {
            options.onEvent?.(event);
          } catch (error) {
            // Thrown on, it would end the process: a message's listener has no caller.
            this.pending.delete(id);
            this.post({ type: 'cancel', id });
            fail(error);
          }
        },
      });
    });
  }

  /** True once the thread has ended, for whatever reason. */
  get stopped(): boolean {
    return this.death !== undefined;
  }

  /**
   * Ends the thread, after the step that it is at: to end a thread in the middle of a model's run kills the
   * whole process. Its calls fail.
   */
  async stop(): Promise<void> {
    if (this.stopped) return;
    this.post({ type: 'stop' });
    const limit = setTimeout(() => void this.worker.terminate(), STOP_LIMIT);
    await this.ended;
    clearTimeout(limit);
  }

  private post(request: Request): void {
    this.worker.postMessage(request);
  }

  private receive(response: Response): void {
    const call = this.pending.get(response.id);
    if (!call) return;
    if (response.type === 'event') {
      call.onEvent(response.event);
      return;
    }
    this.pending.delete(response.id);
    if (response.type === 'result') call.resolve(response.value);
    else call.reject(restoreError(response.error));
  }

  private die(cause: unknown): void {
    this.death ??= nativeModuleFailure(cause) ?? stopped(cause);
    for (const call of this.pending.values()) call.reject(this.death);
    this.pending.clear();
  }
}

function stopped(cause: unknown): CitewellError {
  const reason = cause instanceof Error ? ` (${cause.message})` : '';
  return new CitewellError(
    'engine_stopped',
    `The worker that does this has stopped${reason}. Try again; if it goes on, run "citewell doctor".`,
    {},
    { cause },
  );
}

function cancelled(): CitewellError {
  return new CitewellError('cancelled', 'The request was cancelled.');
}

/** From source (tests, `npm run dev`) a worker is TypeScript, which its thread must be taught to load. */
export function workerArguments(entry: URL, workerData: unknown): ConstructorParameters<typeof Worker> {
  const options = { workerData, resourceLimits: { stackSizeMb: workerStackSize(process.argv) } };
  if (!import.meta.url.endsWith('.ts')) return [entry, options];
  const source = entry.href.replace(/\.js$/, '.ts');
  return [new URL('./typescript-worker.mjs', import.meta.url), { ...options, argv: [source] }];
}
