import type { AnswerEvent } from './answer-desk.js';
import type { ServerContext } from './environment.js';
import { eventResponse } from './event-response.js';
import { isOurs, toldError } from './handle-error.js';
import { problemOf } from './problem.js';

/** When a client that lost the line may come again, in milliseconds. */
const RETRY = 2_000;

/**
 * An answer's events as server-sent ones. Waits for the first, so that what fails before it fails as any request
 * does, with its status.
 *
 * @param follow begins the work; its signal aborts when the client leaves
 */
export async function answerEventsResponse(
  context: ServerContext,
  answerId: string,
  heartbeatMilliseconds: number,
  follow: (client: AbortSignal) => AsyncIterable<AnswerEvent>,
): Promise<Response> {
  const left = new AbortController();
  const events = follow(AbortSignal.any([context.req.raw.signal, left.signal]))[Symbol.asyncIterator]();
  let next = await events.next();
  return eventResponse(context, heartbeatMilliseconds, async (write, signal) => {
    signal.addEventListener('abort', () => left.abort(), { once: true });
    let number = 0;
    const send = (event: string, data: unknown) =>
      write({
        event,
        data: JSON.stringify(data),
        id: `${answerId}:${++number}`,
        ...(number === 1 && { retry: RETRY }),
      });
    try {
      for (; !next.done; next = await events.next()) {
        const { type, ...data } = next.value;
        await send(type, 'answer' in data ? data.answer : data);
      }
    } catch (error) {
      const { code, message } = toldError(error);
      if (isOurs(code)) context.get('logLateFailure')?.(error);
      await send('error', problemOf(context, code, message));
    } finally {
      await events.return?.();
    }
  });
}
