import { HTTPException } from 'hono/http-exception';
import { CitewellError } from '../src/errors.js';
import type { ServerContext } from './environment.js';
import { problemResponse } from './problem.js';
import { PROBLEMS } from './problem-table.js';

/** First status that tells of a failure on our side: the log then carries the error. */
const FIRST_SERVER_STATUS = 500;

/** Turns what a route threw into a problem document. Unknown errors tell a client nothing of ours. */
export function handleError(error: Error, context: ServerContext): Response {
  if (error instanceof CitewellError) {
    if (PROBLEMS[error.code].status >= FIRST_SERVER_STATUS) {
      context.set('failure', error);
    }
    return problemResponse(context, error.code, error.message);
  }
  if (error instanceof HTTPException && error.status === 400) {
    return problemResponse(
      context,
      'malformed_json',
      'The body is not valid JSON. Send an object such as {"question": "…"}.',
    );
  }
  if (error instanceof HTTPException && error.status === 415) {
    return problemResponse(
      context,
      'unsupported_media_type',
      'Send the body as JSON, with the header Content-Type: application/json.',
    );
  }
  context.set('failure', error);
  return problemResponse(context, 'internal_error', '');
}

export function handleUnknownRoute(context: ServerContext): Response {
  return problemResponse(
    context,
    'route_not_found',
    'There is nothing at this address. /openapi.json lists what there is.',
  );
}
