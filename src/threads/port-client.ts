import type { MessagePort } from 'node:worker_threads';
import { CallClient, type CallOptions } from './call-client.js';
import type { Response } from './protocol.js';
import { threadStopped } from './thread-stopped.js';

/** Calls the methods of a thread that another thread has started, over a port of `WorkerClient.connect`. */
export class PortClient {
  readonly #calls: CallClient;
  /** Settles once nothing comes from the thread any more: it has ended, or {@link close} was called. */
  readonly ended: Promise<void>;

  constructor(private readonly port: MessagePort) {
    this.#calls = new CallClient((request) => port.postMessage(request));
    port.on('message', (response: Response) => this.#calls.receive(response));
    this.ended = new Promise((resolve) => {
      port.on('close', () => {
        this.#calls.fail(threadStopped(undefined));
        resolve();
      });
    });
    // Whoever has nothing else to do than to wait for calls that may come is not kept alive by it.
    port.unref();
  }

  /** True once the thread has ended, or was left by {@link close}. */
  get stopped(): boolean {
    return this.#calls.ended !== undefined;
  }

  /** @throws CitewellError `engine_stopped` where the thread has ended, `cancelled`, and what the method throws */
  call<Result>(method: string, parameters: unknown, options?: CallOptions): Promise<Result> {
    return this.#calls.call(method, parameters, options);
  }

  /** Leaves the thread, which goes on. Calls under way fail. */
  close(): void {
    this.port.close();
  }
}
