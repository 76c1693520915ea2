import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ApiClient, Rating } from './api-client.js';
import { RequestFailed } from './failure.js';

/** How far the rating of an answer is. */
export interface RatingState {
  readonly helpful: boolean;
  readonly state: 'sending' | 'sent' | 'failed';
  /** Whether a comment went along. */
  readonly commented: boolean;
}

/** What the readers of this tab think of its answers. */
export class Ratings implements ReactiveController {
  #states: ReadonlyMap<string, RatingState> = new Map();
  #leaving = new AbortController();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly client: () => ApiClient,
    private readonly rated: (rating: Rating) => void,
  ) {
    host.addController(this);
  }

  stateOf(answerId: string): RatingState | undefined {
    return this.#states.get(answerId);
  }

  /** Sends a rating; a later one of the same answer takes its place. */
  async rate(rating: Rating): Promise<void> {
    const { answerId, helpful, comment } = rating;
    const state = { helpful, commented: comment !== undefined };
    this.#put(answerId, { ...state, state: 'sending' });
    try {
      await this.client().rate(rating, this.#leaving.signal);
    } catch (error) {
      if (this.#leaving.signal.aborted) return;
      if (!(error instanceof RequestFailed)) throw error;
      this.#put(answerId, { ...state, state: 'failed' });
      return;
    }
    this.#put(answerId, { ...state, state: 'sent' });
    this.rated(rating);
  }

  hostConnected(): void {
    this.#leaving = new AbortController();
  }

  hostDisconnected(): void {
    this.#leaving.abort();
  }

  #put(answerId: string, state: RatingState): void {
    this.#states = new Map(this.#states).set(answerId, state);
    this.host.requestUpdate();
  }
}
