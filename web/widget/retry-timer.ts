import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FailedExchange } from './exchange.js';

/** A server that asks to wait is asked again on its own this often; after that a person decides. */
const AUTOMATIC_ATTEMPTS = 20;

/** Counts down to an automatic retry, second by second, for one exchange at a time. */
export class RetryTimer implements ReactiveController {
  #countdown: { exchangeId: number; due: number; interval: ReturnType<typeof setInterval> } | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly elapsed: (exchangeId: number) => void,
  ) {
    host.addController(this);
  }

  /** Whole seconds left for an exchange, or undefined where none is counted. */
  secondsLeft(exchangeId: number): number | undefined {
    if (this.#countdown?.exchangeId !== exchangeId) return undefined;
    return Math.max(0, Math.ceil((this.#countdown.due - Date.now()) / 1000));
  }

  /** Starts if the server asked to wait, and has not asked too often. */
  startFor({ id, failure, attempts }: FailedExchange): boolean {
    if (failure.retryAfter === undefined || attempts >= AUTOMATIC_ATTEMPTS) return false;
    this.cancel();
    const interval = setInterval(() => this.#tick(), 1000);
    this.#countdown = { exchangeId: id, due: Date.now() + failure.retryAfter * 1000, interval };
    this.host.requestUpdate();
    return true;
  }

  cancel(): void {
    clearInterval(this.#countdown?.interval);
    this.#countdown = undefined;
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.cancel();
  }

  #tick(): void {
    const countdown = this.#countdown;
    if (countdown === undefined) return;
    this.host.requestUpdate();
    // Half a second of grace, since intervals drift.
    if (Date.now() < countdown.due - 500) return;
    this.cancel();
    this.elapsed(countdown.exchangeId);
  }
}
