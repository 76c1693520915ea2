/**
 * The time that one question may be read for, whatever is read for it. It begins with its first reading: what a
 * question waits for the reader before that is not counted.
 */
export class ReadingTime {
  #deadline: number | undefined;
  #longest = 0;
  #over = false;

  /** @param milliseconds within which every reading is to end */
  constructor(
    private readonly milliseconds: number,
    readonly signal: AbortSignal,
  ) {}

  /**
   * Reads, unless that would not end in time, by the longest reading before it. Once one is left out, or has failed,
   * all later ones are.
   *
   * @returns nothing where it was left out
   */
  async spend<Result>(read: () => Promise<Result[]>): Promise<Result[]> {
    const begun = performance.now();
    this.#deadline ??= begun + this.milliseconds;
    this.#over ||= this.signal.aborted || begun + this.#longest >= this.#deadline;
    if (this.#over) return [];
    try {
      return await read();
    } catch (error) {
      this.#over = true;
      throw error;
    } finally {
      this.#longest = Math.max(this.#longest, performance.now() - begun);
    }
  }
}
