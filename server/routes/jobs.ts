import { createRoute } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { CitewellError } from '../../src/errors.js';
import type { IndexJob } from '../../src/uploads/index-job.js';
import type { IndexJobs } from '../../src/uploads/index-jobs.js';
import type { ServerApp, ServerEnvironment } from '../environment.js';
import { EVENTS_CONTENT, eventResponse } from '../event-response.js';
import { jobParametersSchema, jobSchema } from '../schemas/job.js';
import { ADMIN_PROBLEMS, problemDescription } from '../schemas/problem.js';

/** Where jobs are found. */
export const JOBS_PATH = '/api/jobs/';

const jobRoute = createRoute({
  method: 'get',
  path: `${JOBS_PATH}{id}`,
  summary: 'How far a change of documents is',
  security: [{ adminToken: [] }],
  request: { params: jobParametersSchema },
  responses: {
    200: { description: 'The job.', content: { 'application/json': { schema: jobSchema } } },
    ...ADMIN_PROBLEMS,
    404: problemDescription('There is no such job, or the server has started anew since.'),
  },
});

const eventsRoute = createRoute({
  method: 'get',
  path: `${JOBS_PATH}{id}/events`,
  summary: 'Follow a change of documents',
  security: [{ adminToken: [] }],
  request: { params: jobParametersSchema },
  responses: {
    200: {
      description: 'Server-sent events `job`, each the whole job, until it has ended.',
      content: EVENTS_CONTENT,
    },
    ...ADMIN_PROBLEMS,
    404: problemDescription('There is no such job, or the server has started anew since.'),
  },
});

/** @param admin lets only those through who show the admin token */
export function addJobRoutes(
  app: ServerApp,
  admin: MiddlewareHandler<ServerEnvironment>,
  jobs: IndexJobs,
  heartbeatMilliseconds: number,
): void {
  app.use(`${JOBS_PATH}*`, admin);
  const find = (id: string): IndexJob => {
    const job = jobs.find(id);
    if (job) return job;
    throw new CitewellError('not_found', 'There is no such job, or the server has started anew since.');
  };
  app.openapi(jobRoute, (context) => {
    context.header('Cache-Control', 'no-store');
    return context.json(find(context.req.valid('param').id), 200);
  });
  app.openAPIRegistry.registerPath(eventsRoute);
  app.get(`${JOBS_PATH}:id/events`, (context) => {
    const { id } = find(context.req.param('id'));
    return eventResponse(context, heartbeatMilliseconds, async (write, signal) => {
      for await (const job of jobs.follow(id, signal)) {
        await write({ event: 'job', data: JSON.stringify(job) });
      }
    });
  });
}
