import type { ReactiveControllerHost } from 'lit';
import type { ApiClient } from './api-client.js';
import { RequestFailed } from './failure.js';

/** The questions that the server proposes, asked for once and only when they can be seen. */
export class ServerStarters {
  #asked = false;
  questions: readonly string[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly client: () => ApiClient,
  ) {}

  load(): void {
    if (this.#asked) return;
    this.#asked = true;
    void this.#fetch();
  }

  async #fetch(): Promise<void> {
    try {
      this.questions = await this.client().starters(new AbortController().signal);
    } catch (error) {
      // A chat can begin without proposals.
      if (!(error instanceof RequestFailed)) throw error;
    }
    this.host.requestUpdate();
  }
}
