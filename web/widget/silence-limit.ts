/** Aborts when nothing has been heard for too long. */
export class SilenceLimit {
  readonly #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly milliseconds: number) {
    this.#heard();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The same response, each piece of whose body counts as heard. */
  watch(response: Response): Response {
    this.#heard();
    const heard = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        this.#heard();
        controller.enqueue(chunk);
      },
    });
    return new Response(response.body?.pipeThrough(heard) ?? null, response);
  }

  /** To be called when there is no more to hear. */
  end(): void {
    clearTimeout(this.#timer);
  }

  #heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#abort.abort(), this.milliseconds);
  }
}
