import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Answer } from '../../src/answering/answer.js';
import type { ApiClient } from './api-client.js';
import type { ConversationStorage } from './conversation-storage.js';
import { type Exchange, type FailedExchange, historyOf } from './exchange.js';
import { type Failure, RequestFailed } from './failure.js';
import { pageScriptsHaveRun } from './page-scripts-have-run.js';
import { type AnswerProgress, NO_PROGRESS } from './read-answer-events.js';

/** Brings the answer of an exchange. Throws as {@link ApiClient.ask} does. */
type AnswerRequest = (signal: AbortSignal, onProgress: (progress: AnswerProgress) => void) => Promise<Answer>;

/** What the conversation tells its host, each once per request. */
export interface ConversationListener {
  answered(answer: Answer): void;
  failed(exchange: FailedExchange): void;
}

/**
 * The state of a chat: its exchanges, and the one request that may be under way. A result that arrives after its
 * request was stopped or its conversation cleared is dropped. A question is kept from when it is asked: where the page
 * is left before its answer has come, the answer is fetched once the page is there again, if the server has it.
 */
export class Conversation implements ReactiveController {
  #exchanges: readonly Exchange[] = [];
  #nextId = 1;
  #underWay: AbortController | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly listener: ConversationListener,
    private readonly client: () => ApiClient,
    private readonly storage: () => ConversationStorage,
  ) {
    host.addController(this);
  }

  get exchanges(): readonly Exchange[] {
    return this.#exchanges;
  }

  get waiting(): boolean {
    return this.#underWay !== undefined;
  }

  hostConnected(): void {
    this.#exchanges = this.storage().load();
    this.#nextId = Math.max(0, ...this.#exchanges.map(({ id }) => id)) + 1;
    this.host.requestUpdate();
    window.addEventListener('pagehide', this.#pageLeft);
    window.addEventListener('pageshow', this.#pageShown);
    void this.#resume();
  }

  hostDisconnected(): void {
    window.removeEventListener('pagehide', this.#pageLeft);
    window.removeEventListener('pageshow', this.#pageShown);
    this.stop();
  }

  /** Asks, unless a request is under way. A failure becomes the exchange's state. */
  async ask(question: string): Promise<void> {
    if (this.waiting) return;
    await this.#run({ id: this.#nextId++, question }, 1);
  }

  /** Asks a failed or stopped question again in its place. */
  async retry(id: number): Promise<void> {
    const exchange = this.#exchanges.find((candidate) => candidate.id === id);
    if (this.waiting || exchange === undefined || exchange.state === 'answered') return;
    const attempts = exchange.state === 'failed' ? exchange.attempts : 0;
    await this.#run({ id, question: exchange.question }, attempts + 1);
  }

  stop(): void {
    this.#underWay?.abort();
    this.#underWay = undefined;
    this.#replaceAll(
      this.#exchanges.map((exchange) =>
        exchange.state === 'waiting'
          ? { id: exchange.id, question: exchange.question, state: 'stopped' }
          : exchange,
      ),
    );
  }

  clear(): void {
    this.stop();
    this.#replaceAll([]);
  }

  /** What the browser does to requests of a page that is left is no failure: the exchange stays as it is kept. */
  readonly #pageLeft = (): void => {
    this.#underWay?.abort();
    this.#underWay = undefined;
  };

  /** A page that comes back from the browser's history has its exchanges, but no request under way. */
  readonly #pageShown = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) void this.#resume();
  };

  /** Fetches what came of a question whose page was left. */
  async #resume(): Promise<void> {
    const left = this.#exchanges.find((exchange) => exchange.state === 'waiting');
    if (this.waiting || left === undefined) return;
    const { id, question, progress } = left;
    await this.#settle({ id, question }, 0, progress, async (signal) => {
      await pageScriptsHaveRun();
      const answer =
        progress.answerId === undefined
          ? undefined
          : await this.client().fetchAnswer(progress.answerId, signal);
      if (answer === undefined) throw new RequestFailed({ kind: 'interrupted' });
      return answer;
    });
  }

  async #run(asked: { id: number; question: string }, attempts: number): Promise<void> {
    const history = historyOf(this.#exchanges.filter(({ id }) => id < asked.id));
    await this.#settle(asked, attempts, NO_PROGRESS, (signal, onProgress) =>
      this.client().ask(asked.question, history, signal, onProgress),
    );
  }

  /** Carries out a request, and makes of an exchange what came of it. */
  async #settle(
    asked: { id: number; question: string },
    attempts: number,
    begun: AnswerProgress,
    bring: AnswerRequest,
  ): Promise<void> {
    const request = new AbortController();
    this.#underWay = request;
    let { answerId } = begun;
    this.#put({ ...asked, state: 'waiting', progress: begun });
    const result = await this.#resultOf(bring, request.signal, (progress) => {
      if (this.#underWay !== request) return;
      this.#show({ ...asked, state: 'waiting', progress });
      if (progress.answerId === answerId) return;
      answerId = progress.answerId;
      this.storage().save(this.#exchanges);
    });
    if (this.#underWay !== request || result === 'aborted') return;
    this.#underWay = undefined;
    if ('failure' in result) {
      const exchange: FailedExchange = { ...asked, state: 'failed', failure: result.failure, attempts };
      this.#put(exchange);
      this.listener.failed(exchange);
    } else {
      this.#put({ ...asked, state: 'answered', answer: result.answer });
      this.listener.answered(result.answer);
    }
  }

  async #resultOf(
    bring: AnswerRequest,
    signal: AbortSignal,
    onProgress: (progress: AnswerProgress) => void,
  ): Promise<{ answer: Answer } | { failure: Failure } | 'aborted'> {
    try {
      return { answer: await bring(signal, onProgress) };
    } catch (error) {
      if (signal.aborted) return 'aborted';
      if (error instanceof RequestFailed) return { failure: error.failure };
      throw error;
    }
  }

  #put(exchange: Exchange): void {
    this.#show(exchange);
    this.storage().save(this.#exchanges);
  }

  /** Without keeping it: half an answer does not outlive its page. */
  #show(exchange: Exchange): void {
    const known = this.#exchanges.some(({ id }) => id === exchange.id);
    this.#exchanges = known
      ? this.#exchanges.map((candidate) => (candidate.id === exchange.id ? exchange : candidate))
      : [...this.#exchanges, exchange];
    this.host.requestUpdate();
  }

  #replaceAll(exchanges: readonly Exchange[]): void {
    this.#exchanges = exchanges;
    this.storage().save(exchanges);
    this.host.requestUpdate();
  }
}
