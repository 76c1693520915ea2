import { CitewellError } from '../src/errors.js';

/** Ends what is done for a client when it has left or its time is up. */
interface Deadline {
  /** Aborts with a CitewellError as its reason: `cancelled` when the client left, `not_ready` when the time was up. */
  readonly signal: AbortSignal;
  /** To be called when the work has ended. */
  clear(): void;
}

function startDeadline(client: AbortSignal, milliseconds: number): Deadline {
  const controller = new AbortController();
  const leave = (): void =>
    controller.abort(new CitewellError('cancelled', 'The client left before the answer was ready.'));
  const timer = setTimeout(() => {
    const message = `There was no answer within ${milliseconds} ms.`;
    controller.abort(new CitewellError('not_ready', message, { milliseconds }));
  }, milliseconds);
  client.addEventListener('abort', leave, { once: true });
  if (client.aborted) leave();
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer);
      client.removeEventListener('abort', leave);
    },
  };
}

/**
 * Runs `work` until it ends, its client leaves or its time is up, and tells it through its signal. Does not
 * wait for work that ignores the signal.
 *
 * @throws CitewellError `cancelled` when the client left, `not_ready` when the time was up, or what `work` throws.
 */
export async function withDeadline<Result>(
  client: AbortSignal,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const { signal, clear } = startDeadline(client, milliseconds);
  const stopped = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    if (signal.aborted) reject(signal.reason);
  });
  try {
    return await (signal.aborted ? stopped : Promise.race([stopped, work(signal)]));
  } finally {
    stopped.catch(() => undefined);
    clear();
  }
}
