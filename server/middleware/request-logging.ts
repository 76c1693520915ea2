import type { MiddlewareHandler } from 'hono';
import type { ServerEnvironment } from '../environment.js';
import { describeError, type RequestLog } from '../request-log.js';

/** Hands one entry a request to `log`, after the answer is made. */
export function requestLogging(log: RequestLog): MiddlewareHandler<ServerEnvironment> {
  return async (context, next) => {
    const start = performance.now();
    await next();
    const failure = context.get('failure');
    log({
      time: new Date().toISOString(),
      requestId: context.get('requestId'),
      method: context.req.method,
      path: context.req.path,
      status: context.res.status,
      durationMilliseconds: Math.round((performance.now() - start) * 10) / 10,
      ...(failure === undefined ? {} : { error: describeError(failure) }),
    });
  };
}
