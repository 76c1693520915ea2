import { setTimeout as wait } from 'node:timers/promises';
import type { ModelShortfall } from '../../answering/composition.js';
import { CitewellError } from '../../errors.js';
import { boundSignal } from './bounded-signal.js';
import { CircuitBreaker, type CircuitBreakerLimits } from './circuit-breaker.js';
import { failureOf, type ModelFailure } from './model-failure.js';
import { RequestBudget } from './request-budget.js';
import type { Prompt, TextModel } from './text-model.js';
import { untilAborted } from './until-aborted.js';

export interface ModelCallLimits {
  /** Requests a minute, retries included; 0 for no limit. */
  readonly requestsPerMinute: number;
  readonly breaker?: CircuitBreakerLimits;
}

export interface ModelCall {
  readonly prompt: Prompt;
  readonly schema?: object;
  /** Milliseconds from now on within which the call must end. */
  readonly milliseconds: number;
  /** The caller's: where it aborts, nobody wants the answer. */
  readonly signal: AbortSignal;
  /** Takes each piece of the model's text. False is enough of it: the request is cut off. */
  readonly onPiece: (piece: string) => boolean;
}

const DEFAULT_BREAKER: CircuitBreakerLimits = { failures: 5, openFor: 30_000 };
/** Before the one retry, where the provider does not say how long: half of it at least, the rest by chance. */
const BACKOFF = 500;

/** One model's calls: within the budget, tried again once, bounded in time, and none while the model is down. */
export class ModelCalls {
  private readonly breaker: CircuitBreaker;
  private readonly budget: RequestBudget;

  constructor(
    readonly model: TextModel,
    { requestsPerMinute, breaker = DEFAULT_BREAKER }: ModelCallLimits,
  ) {
    this.breaker = new CircuitBreaker(breaker);
    this.budget = new RequestBudget(requestsPerMinute);
  }

  /**
   * @returns what kept the model from ending its text; undefined where nothing did
   * @throws CitewellError `cancelled`
   */
  async call(call: ModelCall): Promise<ModelShortfall | undefined> {
    const deadline = performance.now() + call.milliseconds;
    const first = await this.attempt(call, deadline);
    if (typeof first !== 'object') return first;
    const pause = first.retryAfter ?? BACKOFF / 2 + (Math.random() * BACKOFF) / 2;
    if (!first.transient || performance.now() + pause >= deadline) return first.reason;
    // Where the caller leaves meanwhile, the attempt says so.
    await wait(pause, undefined, { signal: call.signal }).catch(() => undefined);
    const second = await this.attempt(call, deadline);
    return typeof second === 'object' ? second.reason : second;
  }

  /** A failure that may be tried again comes as such: nothing of the text has been handed on. */
  private async attempt(
    call: ModelCall,
    deadline: number,
  ): Promise<ModelFailure | ModelShortfall | undefined> {
    if (call.signal.aborted) throw cancelled();
    if (!this.breaker.admit()) return 'circuit_open';
    const bounded = boundSignal(call.signal, deadline - performance.now());
    try {
      if (!this.budget.take()) return 'over_budget';
      const { signal } = bounded;
      const text = this.model.write(call.prompt, { signal, ...(call.schema && { schema: call.schema }) });
      return await this.handOn(untilAborted(text, signal), call, signal);
    } finally {
      // Cuts off the request of a text that nobody reads on.
      bounded.end();
      this.breaker.release();
    }
  }

  private async handOn(
    pieces: AsyncGenerator<string>,
    call: ModelCall,
    signal: AbortSignal,
  ): Promise<ModelFailure | ModelShortfall | undefined> {
    for (let begun = false; ; begun = true) {
      let piece: IteratorResult<string>;
      try {
        piece = await pieces.next();
      } catch (error) {
        // What clients throw at their signal is its business.
        if (signal.aborted) break;
        this.breaker.failed();
        const failure = failureOf(error);
        return begun ? failure.reason : failure;
      }
      if (piece.done) break;
      if (!call.onPiece(piece.value)) {
        await pieces.return(undefined);
        break;
      }
    }
    if (call.signal.aborted) throw cancelled();
    // Clients end a stream without a word where their signal aborts.
    if (signal.aborted) {
      this.breaker.failed();
      return 'timeout';
    }
    this.breaker.succeeded();
    return undefined;
  }
}

function cancelled(): CitewellError {
  return new CitewellError('cancelled', 'The question was cancelled.');
}
