import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ServerContext, ServerEnvironment } from '../environment.js';
import { problemResponse } from '../problem.js';

/** Refuses larger bodies: by their declared length at once, without one as soon as they pass the limit. */
export function bodySize(maximumBytes: number): MiddlewareHandler<ServerEnvironment> {
  const refuse = (context: ServerContext) =>
    problemResponse(context, 'body_too_large', `A body may have ${maximumBytes} bytes at most.`, {
      // What is left of the body is not read, so the connection ends: without a word, clients would use it again.
      headers: { Connection: 'close' },
    });
  const countBytes = bodyLimit({ maxSize: maximumBytes, onError: refuse });
  return (context, next) => {
    const declared = context.req.header('Content-Length');
    // Hono's looks at the body before it looks at its length, and a body that was looked at is read as a web stream: a
    // tenth of what a question costs this thread. Node holds a body to its declared length.
    if (declared === undefined || context.req.header('Transfer-Encoding') !== undefined) {
      return countBytes(context, next);
    }
    return Number(declared) > maximumBytes ? Promise.resolve(refuse(context)) : next();
  };
}
