import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ServerEnvironment } from '../environment.js';
import { problemResponse } from '../problem.js';

/** Refuses larger bodies: by their declared length at once, without one as soon as they pass the limit. */
export function bodySize(maximumBytes: number): MiddlewareHandler<ServerEnvironment> {
  return bodyLimit({
    maxSize: maximumBytes,
    onError: (context) =>
      problemResponse(context, 'body_too_large', `A body may have ${maximumBytes} bytes at most.`, {
        // What is left of the body is not read, so the connection ends: without a word, clients would use it again.
        headers: { Connection: 'close' },
      }),
  });
}
