import { type MessagePort, parentPort } from 'node:worker_threads';
import { CitewellError } from '../errors.js';
import { type Call, errorRecord, millisecondsSinceEpoch, type Request, type Response } from './protocol.js';

export interface CallContext {
  readonly signal: AbortSignal;
  /** Milliseconds that the call waited for those before it. */
  readonly waited: number;
  /** Sends an event to the caller, ahead of the result, if the caller listens. */
  emit(event: unknown): void;
}

export type CallHandler = (parameters: never, context: CallContext) => Promise<unknown>;

interface QueuedCall {
  readonly call: Call;
  readonly abort: AbortController;
  send(response: Response): void;
  /** Nothing of it is wanted any more. */
  done(): void;
}

export interface ServingOptions {
  /** Methods whose calls do not wait for other waiting ones. */
  readonly overtaking?: readonly string[];
  /** Calls that run side by side, at least 1; 1 unless said. */
  readonly atOnce?: number;
  /** Methods that begin once every call before theirs has ended. */
  readonly last?: readonly string[];
}

/**
 * Serves calls in a worker thread, begun in order, of whoever started the thread and of those it was connected with.
 * A cancelled call is dropped if it waits; one that runs sees its signal abort at its next step. Asked to stop, it
 * does so with every call, and lets the thread end by itself once the running ones have ended.
 */
export function serveCalls(
  handlers: Readonly<Record<string, CallHandler>>,
  { overtaking = [], atOnce = 1, last = [] }: ServingOptions = {},
): void {
  const parent = parentPort;
  if (!parent) throw new Error('serveCalls runs in a worker thread only');
  const queue: QueuedCall[] = [];
  const ports = new Map<MessagePort, Map<number, AbortController>>();
  const calls = new Set<Promise<void>>();
  let running = 0;
  let stopping = false;

  async function run({ call, abort, send, done }: QueuedCall): Promise<void> {
    const { id } = call;
    try {
      if (abort.signal.aborted) return;
      const handler = handlers[call.method];
      if (!handler) throw new CitewellError('engine_stopped', `The worker has no method ${call.method}.`);
      const value = await handler(call.parameters as never, {
        signal: abort.signal,
        waited: Math.max(0, millisecondsSinceEpoch() - call.sentAt),
        emit: (event) => {
          if (call.events) send({ type: 'event', id, event });
        },
      });
      send({ type: 'result', id, value });
    } catch (error) {
      send({ type: 'failure', id, error: errorRecord(error) });
    } finally {
      done();
    }
  }

  async function drain(): Promise<void> {
    running++;
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (last.includes(next.call.method)) await Promise.all(calls);
      const ended = run(next);
      calls.add(ended);
      await ended;
      calls.delete(ended);
      // Models and SQLite block the thread: without a turn here, no message comes in before the queue is empty.
      await new Promise((resolve) => setImmediate(resolve));
    }
    running--;
    endOnceStopped();
  }

  function endOnceStopped(): void {
    if (!stopping || running > 0) return;
    for (const port of ports.keys()) port.close();
  }

  function abortAll(port: MessagePort): void {
    for (const abort of ports.get(port)?.values() ?? []) abort.abort();
  }

  function serve(port: MessagePort): void {
    const open = new Map<number, AbortController>();
    ports.set(port, open);
    port.on('message', (request: Request) => {
      if (request.type === 'call') take(request, port, open);
      else if (request.type === 'cancel') open.get(request.id)?.abort();
      else if (request.type === 'connect') serve(request.port);
      else {
        stopping = true;
        for (const each of ports.keys()) abortAll(each);
        endOnceStopped();
      }
    });
    port.on('close', () => {
      abortAll(port);
      ports.delete(port);
    });
  }

  function take(call: Call, port: MessagePort, open: Map<number, AbortController>): void {
    const abort = new AbortController();
    open.set(call.id, abort);
    const queued: QueuedCall = {
      call,
      abort,
      send: (response) => port.postMessage(response),
      done: () => open.delete(call.id),
    };
    if (overtaking.includes(call.method)) queue.unshift(queued);
    else queue.push(queued);
    if (running < atOnce) void drain();
  }

  serve(parent);
}
