import { requestId } from 'hono/request-id';

/**
 * Takes the client's `X-Request-Id` if it is made of letters, digits, `_`, `-` and `=` alone, so that it can be
 * put into a header and a log line; makes one otherwise.
 */
export const requestIdentifier = requestId({ limitLength: 128 });
