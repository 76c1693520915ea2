import type { MiddlewareHandler } from 'hono';
import type { ServerEnvironment } from '../environment.js';
import { describeError } from '../logged-error.js';
import type { RequestLog } from '../request-log.js';

/**
 * Hands one entry a request to `log`, after the answer is made or, of events, begun.
 *
 * @param withQuestions whether entries tell what was asked
 */
export function requestLogging(
  log: RequestLog,
  withQuestions: boolean,
): MiddlewareHandler<ServerEnvironment> {
  return async (context, next) => {
    const start = performance.now();
    const entry = (failure: unknown) => {
      const question = withQuestions ? context.get('question') : undefined;
      return {
        time: new Date().toISOString(),
        requestId: context.get('requestId'),
        method: context.req.method,
        path: context.req.path,
        status: context.res.status,
        durationMilliseconds: Math.round((performance.now() - start) * 10) / 10,
        ...(question !== undefined && { question }),
        ...(failure === undefined ? {} : { error: describeError(failure) }),
      };
    };
    context.set('logLateFailure', (error) => log(entry(error)));
    await next();
    log(entry(context.get('failure')));
  };
}
