const MINUTE = 60_000;

/** At most so many requests in any minute. */
export class RequestBudget {
  private readonly times: number[] = [];

  /**
   * @param perMinute 0 for no limit
   * @param now milliseconds of a clock that does not go back
   */
  constructor(
    private readonly perMinute: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Takes one request out of the budget; false where none is left. */
  take(): boolean {
    if (this.perMinute === 0) return true;
    const now = this.now();
    while ((this.times[0] ?? now) <= now - MINUTE) this.times.shift();
    if (this.times.length >= this.perMinute) return false;
    this.times.push(now);
    return true;
  }
}
