import { createRoute, z } from '@hono/zod-openapi';
import { CitewellError } from '../../src/errors.js';
import type { AnswerArchive } from '../answer-archive.js';
import type { ServerApp } from '../environment.js';
import { answerSchema } from '../schemas/ask.js';
import { API_PROBLEMS, problemDescription } from '../schemas/problem.js';

/** When to look again for an answer that is being made, in seconds. */
const RETRY_AFTER = '1';

const route = createRoute({
  method: 'get',
  path: '/api/answers/{id}',
  summary: 'Fetch a finished answer',
  description: 'The latest 1,000 answers are kept for an hour, in memory: a restart forgets them.',
  request: { params: z.object({ id: z.string().openapi({ description: "The answer's `id`." }) }) },
  responses: {
    200: { description: 'The answer.', content: { 'application/json': { schema: answerSchema } } },
    202: {
      description: 'It is being made: try again after `Retry-After` seconds.',
      content: { 'application/json': { schema: z.object({ id: z.string() }) } },
    },
    ...API_PROBLEMS,
    404: problemDescription('There is no such answer, or no longer.'),
  },
});

export function addAnswerRoute(app: ServerApp, archive: AnswerArchive): void {
  app.openapi(route, (context) => {
    const { id } = context.req.valid('param');
    const answer = archive.find(id);
    if (answer === undefined) {
      throw new CitewellError('not_found', 'There is no such answer, or no longer. Ask again.', { id });
    }
    context.header('Cache-Control', 'no-store');
    if (answer !== 'expected') return context.json(answer, 200);
    context.header('Retry-After', RETRY_AFTER);
    return context.json({ id }, 202);
  });
}
