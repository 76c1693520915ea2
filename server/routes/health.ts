import { createRoute } from '@hono/zod-openapi';
import type { IndexStatus, QuestionAnswerer } from '../../src/citewell-api.js';
import { CitewellError } from '../../src/errors.js';
import type { ServerApp } from '../environment.js';
import { aliveSchema, readySchema } from '../schemas/health.js';
import { problemDescription } from '../schemas/problem.js';

const aliveRoute = createRoute({
  method: 'get',
  path: '/livez',
  summary: 'Whether the process lives',
  responses: { 200: { description: 'It does.', content: { 'application/json': { schema: aliveSchema } } } },
});

const readyRoute = createRoute({
  method: 'get',
  path: '/readyz',
  summary: 'Whether questions can be answered',
  responses: {
    200: { description: 'They can.', content: { 'application/json': { schema: readySchema } } },
    503: problemDescription('Not yet: try again after `Retry-After` seconds.'),
  },
});

export function addHealthRoutes(app: ServerApp, answerer: QuestionAnswerer, version: string): void {
  app.openapi(aliveRoute, (context) => {
    context.header('Cache-Control', 'no-store');
    return context.json({ alive: true as const, version }, 200);
  });
  app.openapi(readyRoute, async (context) => {
    const { ready, generation, documents, passages } = await statusOrNotReady(answerer);
    if (!ready) {
      throw new CitewellError('not_ready', 'The index is not ready.');
    }
    context.header('Cache-Control', 'no-store');
    return context.json({ ready, generation, documents, passages }, 200);
  });
}

/** A status that can't be had is "not ready" for whoever asks, whatever the reason; the log keeps the reason. */
async function statusOrNotReady(answerer: QuestionAnswerer): Promise<IndexStatus> {
  try {
    return await answerer.status();
  } catch (cause) {
    throw new CitewellError('not_ready', 'The status of the index is not known.', {}, { cause });
  }
}
