import { createRoute } from '@hono/zod-openapi';
import type { QuestionAnswerer } from '../../src/citewell-api.js';
import { withDeadline } from '../deadline.js';
import type { ServerApp } from '../environment.js';
import type { ServerLimits } from '../limits.js';
import { turnsOf } from '../schemas/ask.js';
import { BODY_PROBLEMS } from '../schemas/problem.js';
import { searchRequestSchema, searchResponseSchema } from '../schemas/search.js';

const route = createRoute({
  method: 'post',
  path: '/api/search',
  summary: 'Find passages',
  request: { body: { required: true, content: { 'application/json': { schema: searchRequestSchema } } } },
  responses: {
    200: {
      description: 'The best passages.',
      content: { 'application/json': { schema: searchResponseSchema } },
    },
    ...BODY_PROBLEMS,
  },
});

export function addSearchRoute(app: ServerApp, answerer: QuestionAnswerer, limits: ServerLimits): void {
  app.openapi(route, async (context) => {
    const { query, history, limit } = context.req.valid('json');
    context.set('question', query);
    const hits = await withDeadline(context.req.raw.signal, limits.answerMilliseconds, (signal) =>
      answerer.search(query, {
        ...(history !== undefined && { history: turnsOf(history) }),
        ...(limit !== undefined && { limit }),
        signal,
      }),
    );
    context.header('Cache-Control', 'no-store');
    return context.json({ hits }, 200);
  });
}
