import type { AnswerEvent } from './answer-desk.js';
import type { ServerContext } from './environment.js';
import { followResponse } from './follow-response.js';

/** When a client that lost the line may come again, in milliseconds. */
const RETRY = 2_000;

/**
 * An answer's events as Citewell's own server-sent ones, with ids by which a client that lost the line finds the
 * answer.
 *
 * @param follow begins the work; its signal aborts when the client leaves
 */
export function answerEventsResponse(
  context: ServerContext,
  answerId: string,
  heartbeatMilliseconds: number,
  follow: (client: AbortSignal) => AsyncIterable<AnswerEvent>,
): Promise<Response> {
  let number = 0;
  const named = (event: string, data: object) => ({
    event,
    data: JSON.stringify(data),
    id: `${answerId}:${++number}`,
    ...(number === 1 && { retry: RETRY }),
  });
  return followResponse(context, heartbeatMilliseconds, follow, {
    event: ({ type, ...data }) => [named(type, 'answer' in data ? data.answer : data)],
    failure: (problem) => [named('error', problem)],
  });
}
