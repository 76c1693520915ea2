import type { MiddlewareHandler } from 'hono';
import type { Capacity } from '../capacity.js';
import type { ServerEnvironment } from '../environment.js';

/**
 * Refuses a question for which there is no place before its body is read and looked at: where most are refused, what
 * a refusal costs is taken from the answers.
 */
export function refuseWhenFull(capacity: Capacity): MiddlewareHandler<ServerEnvironment> {
  return async (context, next) => {
    if (context.req.method === 'POST') capacity.assertFree();
    await next();
  };
}
