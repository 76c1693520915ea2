import { CitewellError } from '../errors.js';
import { type Call, type Cancel, millisecondsSinceEpoch, type Response, restoreError } from './protocol.js';

interface PendingCall {
  resolve(value: unknown): void;
  reject(error: Error): void;
  onEvent(event: unknown): void;
}

export interface CallOptions {
  /** Called with each event that the method sends before its result. Where it throws, the call fails with that. */
  readonly onEvent?: (event: unknown) => void;
  /** Aborting rejects with `cancelled`; the thread drops the call, or stops it at its next step. */
  readonly signal?: AbortSignal | undefined;
}

/** The asking side of the protocol, over whatever carries its messages to a thread and back. */
export class CallClient {
  private readonly pending = new Map<number, PendingCall>();
  private nextId = 1;
  private end: CitewellError | undefined;

  /** @param post sends a message to the thread */
  constructor(private readonly post: (request: Call | Cancel) => void) {}

  /** Why no call is answered any more, or undefined while they are. */
  get ended(): CitewellError | undefined {
    return this.end;
  }

  /** @throws CitewellError `cancelled`, and what the method throws */
  call<Result>(method: string, parameters: unknown, options: CallOptions = {}): Promise<Result> {
    if (this.end) return Promise.reject(this.end);
    const { signal, onEvent } = options;
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
      this.post({
        type: 'call',
        id,
        method,
        parameters,
        events: onEvent !== undefined,
        sentAt: millisecondsSinceEpoch(),
      });
      signal?.addEventListener('abort', onAbort, { once: true });
      this.pending.set(id, {
        resolve: (value) => {
          settled();
          resolve(value as Result);
        },
        reject: fail,
        onEvent: (event) => {
          try {
            onEvent?.(event);
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

  /** Takes a message of the thread. */
  receive(response: Response): void {
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

  /** Fails the calls under way, and every later one. The first reason stands. */
  fail(reason: CitewellError): void {
    this.end ??= reason;
    for (const call of this.pending.values()) call.reject(this.end);
    this.pending.clear();
  }
}

function cancelled(): CitewellError {
  return new CitewellError('cancelled', 'The request was cancelled.');
}
