import { CitewellError } from '../src/errors.js';

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
  const controller = new AbortController();
  let stop = (_reason: CitewellError): void => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = (reason) => {
      reject(reason);
      controller.abort(reason);
    };
  });
  const leave = (): void =>
    stop(new CitewellError('cancelled', 'The client left before the answer was ready.'));
  const timer = setTimeout(() => {
    stop(new CitewellError('not_ready', `There was no answer within ${milliseconds} ms.`, { milliseconds }));
  }, milliseconds);
  client.addEventListener('abort', leave, { once: true });
  try {
    if (client.aborted) {
      leave();
      return await stopped;
    }
    return await Promise.race([stopped, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    client.removeEventListener('abort', leave);
  }
}
