import { HTTPException } from 'hono/http-exception';
import { CitewellError } from '../src/errors.js';
import type { ServerContext } from './environment.js';
import { problemResponse } from './problem.js';
import { PROBLEMS, type ProblemCode } from './problem-table.js';

/** First status that tells of a failure on our side. */
const FIRST_SERVER_STATUS = 500;

/** The code and the words that a client is told an error by. Of unknown errors it learns nothing. */
export function toldError(error: unknown): { code: ProblemCode; message: string } {
  if (error instanceof CitewellError) return { code: error.code, message: error.message };
  if (error instanceof HTTPException && error.status === 400) {
    const message = 'The body is not valid JSON in UTF-8. Send an object such as {"question": "…"}.';
    return { code: 'malformed_json', message };
  }
  if (error instanceof HTTPException && error.status === 415) {
    const message = 'Send the body as JSON, with the header Content-Type: application/json.';
    return { code: 'unsupported_media_type', message };
  }
  return { code: 'internal_error', message: '' };
}

/** Turns what a route threw into a problem document. */
export function handleError(error: Error, context: ServerContext): Response {
  const { code, message } = toldError(error);
  if (isOurs(code)) context.set('failure', error);
  return problemResponse(context, code, message);
}

/** Whether a failure is on our side: the log then carries the error. */
export function isOurs(code: ProblemCode): boolean {
  return PROBLEMS[code].status >= FIRST_SERVER_STATUS;
}

export function handleUnknownRoute(context: ServerContext): Response {
  return problemResponse(
    context,
    'route_not_found',
    'There is nothing at this address. /openapi.json lists what there is.',
  );
}
