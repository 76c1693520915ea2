import { createRoute } from '@hono/zod-openapi';
import type { AnswerDesk } from '../answer-desk.js';
import type { ServerApp } from '../environment.js';
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

export function addSearchRoute(app: ServerApp, desk: AnswerDesk): void {
  app.openapi(route, async (context) => {
    const { query, history, limit } = context.req.valid('json');
    context.set('question', query);
    const options = {
      ...(history !== undefined && { history: turnsOf(history) }),
      ...(limit !== undefined && { limit }),
    };
    const hits = await desk.search(query, options, context.req.raw.signal);
    context.header('Cache-Control', 'no-store');
    return context.json({ hits }, 200);
  });
}
