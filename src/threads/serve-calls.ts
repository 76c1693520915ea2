import { parentPort } from 'node:worker_threads';
import { CitewellError } from '../errors.js';
import { errorRecord, millisecondsSinceEpoch, type Request, type Response } from './protocol.js';

export interface CallContext {
  readonly signal: AbortSignal;
  /** Milliseconds that the call waited for those before it. */
  readonly waited: number;
  /** Sends an event to the caller, ahead of the result. */
  emit(event: unknown): void;
}

export type CallHandler = (parameters: never, context: CallContext) => Promise<unknown>;

interface QueuedCall {
  readonly request: Extract<Request, { type: 'call' }>;
  readonly abort: AbortController;
}

/**
 * Serves calls in a worker thread, one at a time and in order. A cancelled call is dropped if it waits; one
 * that runs sees its signal abort at its next step. Asked to stop, it does so with every call, and lets the
 * thread end by itself once the running one has ended.
 *
 * @param overtaking methods whose calls do not wait for other waiting ones
 */
export function serveCalls(
  handlers: Readonly<Record<string, CallHandler>>,
  overtaking: ReadonlySet<string> = new Set(),
): void {
  const port = parentPort;
  if (!port) throw new Error('serveCalls runs in a worker thread only');
  const send = (response: Response) => port.postMessage(response);
  const queue: QueuedCall[] = [];
  const open = new Map<number, AbortController>();
  let running = false;
  let stopping = false;

  async function run({ request, abort }: QueuedCall): Promise<void> {
    const { id } = request;
    try {
      if (abort.signal.aborted) return;
      const handler = handlers[request.method];
      if (!handler) throw new CitewellError('engine_stopped', `The worker has no method ${request.method}.`);
      const value = await handler(request.parameters as never, {
        signal: abort.signal,
        waited: Math.max(0, millisecondsSinceEpoch() - request.sentAt),
        emit: (event) => send({ type: 'event', id, event }),
      });
      send({ type: 'result', id, value });
    } catch (error) {
      send({ type: 'failure', id, error: errorRecord(error) });
    } finally {
      open.delete(id);
    }
  }

  async function drain(): Promise<void> {
    running = true;
    for (let call = queue.shift(); call; call = queue.shift()) {
      await run(call);
      // Models and SQLite block the thread: without a turn here, no message comes in before the queue is empty.
      await new Promise((resolve) => setImmediate(resolve));
    }
    running = false;
    if (stopping) port?.close();
  }

  port.on('message', (request: Request) => {
    if (request.type === 'stop') {
      stopping = true;
      for (const abort of open.values()) abort.abort();
      if (!running) port.close();
      return;
    }
    if (request.type === 'cancel') {
      open.get(request.id)?.abort();
      return;
    }
    const abort = new AbortController();
    open.set(request.id, abort);
    if (overtaking.has(request.method)) queue.unshift({ request, abort });
    else queue.push({ request, abort });
    if (!running) void drain();
  });
}
