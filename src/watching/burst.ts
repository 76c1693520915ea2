/** When a burst of changes counts as over, in milliseconds. */
export interface BurstLimits {
  /** Nothing has changed for so long: programs save a file in several steps, and copy many in a row. */
  readonly quiet: number;
  /** It has gone on for so long: a file that is written to without end keeps nobody waiting for ever. */
  readonly longest: number;
}

const DEFAULT_LIMITS: BurstLimits = { quiet: 500, longest: 15_000 };

/** Makes one moment of many changes. */
export class Burst {
  private firstAt: number | undefined;
  private lastAt = 0;
  private wake: () => void = () => undefined;

  constructor(private readonly limits: BurstLimits = DEFAULT_LIMITS) {}

  /** Something has changed. */
  note(): void {
    this.lastAt = performance.now();
    this.firstAt ??= this.lastAt;
    this.wake();
  }

  /** Resolves once changes have been noted since it last did and are over, or `signal` aborts. */
  async over(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.firstAt === undefined) {
        await this.wokenWithin(undefined, signal);
        continue;
      }
      const end = Math.min(this.lastAt + this.limits.quiet, this.firstAt + this.limits.longest);
      const left = end - performance.now();
      if (left <= 0) {
        this.firstAt = undefined;
        return;
      }
      await this.wokenWithin(left, signal);
    }
  }

  private wokenWithin(milliseconds: number | undefined, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        this.wake = () => undefined;
        resolve();
      };
      const timer = milliseconds === undefined ? undefined : setTimeout(finish, milliseconds);
      signal.addEventListener('abort', finish);
      // A change while the end is awaited moves the end; the timer finds that out by itself.
      if (milliseconds === undefined) this.wake = finish;
    });
  }
}
