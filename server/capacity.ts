import { CitewellError } from '../src/errors.js';

/**
 * How much work may be under way or waiting at once. What is too much is refused at once: a queue without a bound
 * makes everybody wait until everybody has given up.
 */
export class Capacity {
  #used = 0;
  /** One for all refusals: where it was made tells nothing, and to find out costs as much as the rest of a refusal. */
  readonly #full: CitewellError;

  /** @param most pieces of work, at least 1 */
  constructor(readonly most: number) {
    const message = `${most} questions are being answered or waiting, which is the most. Try again in a few seconds.`;
    this.#full = new CitewellError('overloaded', message, { most });
  }

  /** Pieces of work under way or waiting. */
  get used(): number {
    return this.#used;
  }

  /** @throws CitewellError `overloaded` where no place is free */
  assertFree(): void {
    if (this.#used >= this.most) throw this.#full;
  }

  /**
   * Takes a place.
   *
   * @returns gives the place back; to be called once
   * @throws CitewellError `overloaded` where all are taken
   */
  enter(): () => void {
    this.assertFree();
    this.#used++;
    let left = false;
    return () => {
      if (!left) this.#used--;
      left = true;
    };
  }
}
