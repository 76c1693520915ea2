import { createRoute, z } from '@hono/zod-openapi';
import type { ServerApp } from '../environment.js';
import { API_PROBLEMS } from '../schemas/problem.js';

const startersSchema = z
  .object({ starters: z.array(z.string()).readonly() })
  .openapi('Starters', { description: 'Questions to begin with, as the owner set them.' });

const route = createRoute({
  method: 'get',
  path: '/api/starters',
  summary: 'Questions to begin with',
  responses: {
    200: {
      description: 'None where the owner set none.',
      content: { 'application/json': { schema: startersSchema } },
    },
    ...API_PROBLEMS,
  },
});

export function addStartersRoute(app: ServerApp, starters: readonly string[]): void {
  app.openapi(route, (context) => context.json({ starters }, 200));
}
