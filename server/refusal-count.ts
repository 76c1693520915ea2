/** How long refusals are counted before they are told of, in milliseconds. */
const INTERVAL = 1_000;

/**
 * Tells of the first of many refusals at once, and of those within the next second by their number, and so on for as
 * long as there are any: where thousands are refused, a line each would fill a disk and take the answers' processor.
 */
export class RefusalCount {
  #counted = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param tell given how many were refused within the last second, at least 1, the first not among them */
  constructor(private readonly tell: (count: number) => void) {}

  /** @returns whether it is the first, and to be told of by itself */
  isFirst(): boolean {
    if (this.#timer) {
      this.#counted++;
      return false;
    }
    this.#timer = setInterval(() => this.#interval(), INTERVAL);
    // Nobody waits for a number.
    this.#timer.unref();
    return true;
  }

  /** Tells of those that were counted since the last number, for when no second is waited for any more. */
  flush(): void {
    if (this.#counted === 0) return;
    this.tell(this.#counted);
    this.#counted = 0;
  }

  #interval(): void {
    if (this.#counted > 0) this.flush();
    else {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }
}
