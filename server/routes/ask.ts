import { createRoute } from '@hono/zod-openapi';
import type { QuestionAnswerer } from '../../src/citewell-api.js';
import { withDeadline } from '../deadline.js';
import type { ServerApp } from '../environment.js';
import type { ServerLimits } from '../limits.js';
import { addStageTimings } from '../middleware/server-timing.js';
import { answerSchema, askRequestSchema, turnsOf } from '../schemas/ask.js';
import { BODY_PROBLEMS } from '../schemas/problem.js';

const route = createRoute({
  method: 'post',
  path: '/api/ask',
  summary: 'Ask a question',
  request: { body: { required: true, content: { 'application/json': { schema: askRequestSchema } } } },
  responses: {
    200: {
      description: 'The answer, or the refusal with its reason.',
      content: { 'application/json': { schema: answerSchema } },
    },
    ...BODY_PROBLEMS,
  },
});

export function addAskRoute(app: ServerApp, answerer: QuestionAnswerer, limits: ServerLimits): void {
  app.openapi(route, async (context) => {
    const { question, history, maxCitations } = context.req.valid('json');
    context.set('question', question);
    const answer = await withDeadline(context.req.raw.signal, limits.answerMilliseconds, (signal) =>
      answerer.ask(question, {
        ...(history !== undefined && { history: turnsOf(history) }),
        ...(maxCitations !== undefined && { maxCitations }),
        signal,
      }),
    );
    addStageTimings(context, answer.timings);
    context.header('Cache-Control', 'no-store');
    return context.json(answer, 200);
  });
}
