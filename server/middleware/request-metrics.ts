import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { ServerContext, ServerEnvironment } from '../environment.js';
import type { ServerMetrics } from '../server-metrics.js';

/** Counts every request with its route, not its path: clients can make up as many paths as they like. */
export function requestMetrics(metrics: ServerMetrics): MiddlewareHandler<ServerEnvironment> {
  return async (context, next) => {
    const start = performance.now();
    await next();
    metrics.countRequest({
      method: context.req.method,
      route: routeOf(context),
      status: context.res.status,
      milliseconds: performance.now() - start,
    });
  };
}

/** What no handler took ends at a middleware's pattern. */
function routeOf(context: ServerContext): string {
  const route = routePath(context);
  return route.endsWith('*') ? 'none' : route.replace(/\{[^}]*\}/g, '');
}
