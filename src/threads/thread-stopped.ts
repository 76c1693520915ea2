import { CitewellError } from '../errors.js';

/** What calls of a thread that has ended fail with. */
export function threadStopped(cause: unknown): CitewellError {
  const reason = cause instanceof Error ? ` (${cause.message})` : '';
  return new CitewellError(
    'engine_stopped',
    `The worker that does this has stopped${reason}. Try again; if it goes on, run "citewell doctor".`,
    {},
    { cause },
  );
}
