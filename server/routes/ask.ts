import { randomUUID } from 'node:crypto';
import { createRoute } from '@hono/zod-openapi';
import Negotiator from 'negotiator';
import type { AnswerDesk } from '../answer-desk.js';
import { answerEventsResponse } from '../answer-events-response.js';
import type { ServerApp } from '../environment.js';
import { EVENTS_CONTENT } from '../event-response.js';
import { addStageTimings } from '../middleware/server-timing.js';
import { answerSchema, askRequestSchema, turnsOf } from '../schemas/ask.js';
import { BODY_PROBLEMS } from '../schemas/problem.js';

const JSON_TYPE = 'application/json';
const EVENTS_TYPE = 'text/event-stream';

const route = createRoute({
  method: 'post',
  path: '/api/ask',
  summary: 'Ask a question',
  description: `With \`Accept: ${EVENTS_TYPE}\` the answer comes as server-sent events: \`status\` with the stage (searching, reading, writing), \`citation\` as each is found, \`delta\` with the next piece of the text, then \`answer\` with the whole of it, or \`error\` with a problem document. Each event's id begins with the answer's id, up to the first colon: a client that lost the line fetches \`/api/answers/{id}\`. Closing the connection stops the work.`,
  request: { body: { required: true, content: { [JSON_TYPE]: { schema: askRequestSchema } } } },
  responses: {
    200: {
      description: 'The answer, or the refusal with its reason.',
      content: { [JSON_TYPE]: { schema: answerSchema }, ...EVENTS_CONTENT },
    },
    ...BODY_PROBLEMS,
  },
});

export function addAskRoute(app: ServerApp, desk: AnswerDesk, heartbeatMilliseconds: number): void {
  app.openapi(route, async (context) => {
    const { question, history, maxCitations } = context.req.valid('json');
    context.set('question', question);
    const options = {
      answerId: randomUUID(),
      ...(history !== undefined && { history: turnsOf(history) }),
      ...(maxCitations !== undefined && { maxCitations }),
    };
    if (prefersEvents(context.req.header('Accept'))) {
      const events = (signal: AbortSignal) => desk.follow(question, options, signal);
      return answerEventsResponse(context, options.answerId, heartbeatMilliseconds, events);
    }
    const answer = await desk.ask(question, options, context.req.raw.signal);
    addStageTimings(context, answer.timings);
    context.header('Cache-Control', 'no-store');
    return context.json(answer, 200);
  });
}

/**
 * Whether a client would rather have events, by RFC 9110, section 12.5.1. One that leaves the choice, as `*\/*` does,
 * or takes neither gets JSON.
 */
function prefersEvents(accept: string | undefined): boolean {
  const types = [JSON_TYPE, EVENTS_TYPE].flatMap((type) => [type, `${type}; charset=utf-8`]);
  const preferred = new Negotiator({ headers: { accept } }).mediaType(types);
  return preferred?.startsWith(EVENTS_TYPE) === true;
}
