import { CitewellError } from './errors.js';

/**
 * Runs `work` and gives what it emits as it comes. To leave the loop early, or to abort `signal`, aborts the
 * work's own signal, and work that ignores it is not waited for.
 *
 * @throws CitewellError `cancelled` from the iteration where `signal` aborts, or what `work` throws
 */
export function eventStream<Event>(
  work: (emit: (event: Event) => void, signal: AbortSignal) => Promise<void>,
  signal?: AbortSignal,
): ReadableStream<Event> {
  const abort = new AbortController();
  const leave = () => abort.abort();
  return new ReadableStream<Event>({
    start(controller) {
      let ended = false;
      const end = (finish: () => void) => {
        if (ended) return;
        ended = true;
        signal?.removeEventListener('abort', cancel);
        finish();
      };
      const cancel = () => {
        end(() => controller.error(new CitewellError('cancelled', 'The request was cancelled.')));
        leave();
      };
      abort.signal.addEventListener('abort', () => end(() => undefined), { once: true });
      if (signal?.aborted) return cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      const emit = (event: Event) => {
        if (!ended) controller.enqueue(event);
      };
      work(emit, abort.signal).then(
        () => end(() => controller.close()),
        (error: unknown) => end(() => controller.error(error)),
      );
    },
    cancel: leave,
  });
}
