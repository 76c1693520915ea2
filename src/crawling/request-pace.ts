import { setTimeout as sleep } from 'node:timers/promises';
import { CitewellError } from '../errors.js';

/** Spaces the requests to each host: one begins no sooner than the interval after the one before. */
export class RequestPace {
  /** When the next request to a host may begin, in `performance.now()` milliseconds. */
  private readonly next = new Map<string, number>();

  /**
   * Resolves when a request to the host may begin.
   *
   * @param interval milliseconds between two requests
   * @throws CitewellError `cancelled`
   */
  async turn(host: string, interval: number, signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const at = Math.max(this.next.get(host) ?? now, now);
    this.next.set(host, at + interval);
    await pause(at - now, signal);
  }
}

/** @throws CitewellError `cancelled` where the signal aborts meanwhile */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    if (milliseconds > 0) await sleep(milliseconds, undefined, { signal });
    signal.throwIfAborted();
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new CitewellError('cancelled', 'Fetching pages was interrupted; those fetched are kept.');
  }
}
