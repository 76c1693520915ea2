/** A signal that aborts with the caller's, or when the time is up. */
export interface BoundedSignal {
  readonly signal: AbortSignal;
  /** Aborts it, and lets go of the caller's signal and of the clock. */
  end(): void;
}

/**
 * In place of `AbortSignal.any` with `AbortSignal.timeout`: Node 20 collects a timeout's signal that only such a
 * composite refers to, and then it never aborts.
 */
export function boundSignal(caller: AbortSignal, milliseconds: number): BoundedSignal {
  const controller = new AbortController();
  const end = () => {
    clearTimeout(clock);
    caller.removeEventListener('abort', end);
    controller.abort();
  };
  const clock = setTimeout(end, milliseconds);
  caller.addEventListener('abort', end, { once: true });
  if (caller.aborted) end();
  return { signal: controller.signal, end };
}
