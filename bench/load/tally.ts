import { quantile } from '../measuring/quantile.js';

/** 0 where there were none. */
const quantileOrZero = (times: readonly number[], share: number) =>
  times.length === 0 ? 0 : quantile(times, share);

/** What came of a load; times in milliseconds. */
export interface LoadFigures {
  /** The most at once. */
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second that were answered, whatever the answer. */
  readonly offered: number;
  /** Questions answered a second. */
  readonly answered: number;
  readonly p50: number;
  readonly p99: number;
  /** Requests refused with 503 and `Retry-After`, a second. */
  readonly refused: number;
  readonly refusedP50: number;
  readonly refusedP99: number;
  /** Answers with any other status, a 503 without `Retry-After` among them. */
  readonly otherStatuses: Readonly<Record<string, number>>;
  /** Connections that broke or timed out. */
  readonly errors: number;
}

/** Counts responses by what they were. */
export class Tally {
  readonly #answered: number[] = [];
  readonly #refused: number[] = [];
  readonly #otherStatuses: Record<string, number> = {};

  add(status: number, hasRetryAfter: boolean, milliseconds: number): void {
    if (status === 200) this.#answered.push(milliseconds);
    else if (status === 503 && hasRetryAfter) this.#refused.push(milliseconds);
    else this.#otherStatuses[status] = (this.#otherStatuses[status] ?? 0) + 1;
  }

  figures(connections: number, seconds: number, errors: number): LoadFigures {
    const perSecond = (count: number) => count / seconds;
    const others = Object.values(this.#otherStatuses).reduce((sum, count) => sum + count, 0);
    return {
      connections,
      seconds,
      offered: perSecond(this.#answered.length + this.#refused.length + others),
      answered: perSecond(this.#answered.length),
      p50: quantileOrZero(this.#answered, 0.5),
      p99: quantileOrZero(this.#answered, 0.99),
      refused: perSecond(this.#refused.length),
      refusedP50: quantileOrZero(this.#refused, 0.5),
      refusedP99: quantileOrZero(this.#refused, 0.99),
      otherStatuses: this.#otherStatuses,
      errors,
    };
  }
}
