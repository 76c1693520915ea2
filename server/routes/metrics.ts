import { createRoute } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { IndexStatus, QuestionAnswerer } from '../../src/citewell-api.js';
import { CitewellError } from '../../src/errors.js';
import { AccessToken } from '../access-token.js';
import { clientAddresses } from '../client-address.js';
import { withDeadline } from '../deadline.js';
import type { ServerApp, ServerEnvironment } from '../environment.js';
import { handleUnknownRoute } from '../handle-error.js';
import { requireToken } from '../middleware/require-token.js';
import type { ProtectionSettings } from '../protect-api.js';
import { problemDescription } from '../schemas/problem.js';
import type { CurrentLoad, ServerMetrics } from '../server-metrics.js';

/** How long the engine may take to tell of the index, in milliseconds: it answers questions one at a time. */
const STATUS_LIMIT = 2_000;

const route = createRoute({
  method: 'get',
  path: '/metrics',
  summary: 'Counts for Prometheus',
  responses: {
    200: {
      description: 'In the text format.',
      content: { 'text/plain; version=0.0.4; charset=utf-8': { schema: { type: 'string' } } },
    },
    401: problemDescription('The server has an admin token, and this is not it.'),
    404: problemDescription('The server has no admin token, and the client is not on its machine.'),
  },
});

/** Who may read them: the holder of the admin token; without one, clients on this machine. */
export function addMetricsRoute(
  app: ServerApp,
  answerer: QuestionAnswerer,
  metrics: ServerMetrics,
  load: () => CurrentLoad,
  { adminToken, trustedProxies = [] }: ProtectionSettings,
): void {
  app.openAPIRegistry.registerPath(route);
  const guard =
    adminToken === undefined ? onThisMachine(trustedProxies) : requireToken([new AccessToken(adminToken)]);
  app.get('/metrics', guard, async (context) => {
    const { text, contentType } = await metrics.text(
      load(),
      await statusOf(answerer, context.req.raw.signal),
    );
    context.header('Content-Type', contentType);
    context.header('Cache-Control', 'no-store');
    return context.body(text);
  });
}

/** A request that some proxy passed on comes from elsewhere, whatever its connection says. */
function onThisMachine(trustedProxies: readonly string[]): MiddlewareHandler<ServerEnvironment> {
  const clients = clientAddresses(trustedProxies);
  return async (context, next) => {
    const passedOn = ['X-Forwarded-For', 'Forwarded', 'Via'].some((name) => context.req.header(name));
    if (passedOn || clients.of(context) !== undefined) return handleUnknownRoute(context);
    return next();
  };
}

async function statusOf(answerer: QuestionAnswerer, client: AbortSignal): Promise<IndexStatus | undefined> {
  try {
    return await withDeadline(client, STATUS_LIMIT, () => answerer.status());
  } catch (error) {
    if (!(error instanceof CitewellError)) throw error;
    return undefined;
  }
}
