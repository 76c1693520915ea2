import { CitewellError } from '../src/errors.js';

/**
 * How much work may be under way or waiting at once. What is too much is refused at once: a queue without a bound
 * makes everybody wait until everybody has given up.
 */
export class Capacity {
  #used = 0;

  /** @param most pieces of work, at least 1 */
  constructor(readonly most: number) {}

  /** Pieces of work under way or waiting. */
  get used(): number {
    return this.#used;
  }

  /** @throws CitewellError `overloaded` where no place is free */
  assertFree(): void {
    if (this.#used < this.most) return;
    const message = `${this.most} questions are being answered or waiting, which is the most. Try again in a few seconds.`;
    throw new CitewellError('overloaded', message, { most: this.most });
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
