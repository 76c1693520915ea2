export interface CircuitBreakerLimits {
  /** Failures in a row that open the circuit. */
  readonly failures: number;
  /** Milliseconds that it stays open; then one call may try. */
  readonly openFor: number;
}

/**
 * Leaves a model alone that fails time and again (Nygard, Release It!): while the circuit is open no call is made,
 * afterwards one, whose outcome closes it or opens it anew.
 */
export class CircuitBreaker {
  private failures = 0;
  private openUntil = 0;
  private trying = false;

  /** @param now milliseconds of a clock that does not go back */
  constructor(
    private readonly limits: CircuitBreakerLimits,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Whether a call may be made. One that may must be followed by `release`. */
  admit(): boolean {
    if (this.failures < this.limits.failures) return true;
    if (this.trying || this.now() < this.openUntil) return false;
    this.trying = true;
    return true;
  }

  succeeded(): void {
    this.failures = 0;
  }

  failed(): void {
    this.failures++;
    if (this.failures >= this.limits.failures) this.openUntil = this.now() + this.limits.openFor;
  }

  /** The call has ended, whether or not its outcome is known. */
  release(): void {
    this.trying = false;
  }
}
