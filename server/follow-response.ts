import type { SSEMessage } from 'hono/streaming';
import type { AnswerEvent } from './answer-desk.js';
import type { ServerContext } from './environment.js';
import { eventResponse } from './event-response.js';
import { isOurs, toldError } from './handle-error.js';
import { type Problem, problemOf } from './problem.js';

/** How an answer's events are told in some protocol: each step is any number of messages. */
export interface Telling {
  /** Before the first event. */
  readonly begin?: readonly SSEMessage[];
  event(event: AnswerEvent): readonly SSEMessage[];
  failure(problem: Problem): readonly SSEMessage[];
  /** After the last event, or the failure. */
  readonly end?: readonly SSEMessage[];
}

/** A message without a name. */
export function message(data: object): SSEMessage {
  return { data: JSON.stringify(data) };
}

/**
 * An answer's events as server-sent messages. Waits for the first, so that what fails before it
 * fails as any request does, with its status.
 *
 * @param follow begins the work; its signal aborts when the client leaves
 */
export async function followResponse(
  context: ServerContext,
  heartbeatMilliseconds: number,
  follow: (client: AbortSignal) => AsyncIterable<AnswerEvent>,
  telling: Telling,
): Promise<Response> {
  const left = new AbortController();
  const events = follow(AbortSignal.any([context.req.raw.signal, left.signal]))[Symbol.asyncIterator]();
  let next = await events.next();
  return eventResponse(context, heartbeatMilliseconds, async (write, signal) => {
    signal.addEventListener('abort', () => left.abort(), { once: true });
    const tell = async (messages: readonly SSEMessage[] = []) => {
      for (const each of messages) await write(each);
    };
    try {
      await tell(telling.begin);
      for (; !next.done; next = await events.next()) await tell(telling.event(next.value));
    } catch (error) {
      const { code, message: words } = toldError(error);
      if (isOurs(code)) context.get('logLateFailure')?.(error);
      await tell(telling.failure(problemOf(context, code, words)));
    } finally {
      await events.return?.();
    }
    await tell(telling.end);
  });
}
