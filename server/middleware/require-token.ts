import type { MiddlewareHandler } from 'hono';
import { type AccessToken, bearerToken } from '../access-token.js';
import type { ServerEnvironment } from '../environment.js';
import { problemResponse } from '../problem.js';

/**
 * Lets a request through that shows one of the tokens; others get a 401 before their body is read. Preflights, which
 * browsers send without a page's headers, are answered ahead of it by the cross-origin middleware.
 */
export function requireToken(tokens: readonly AccessToken[]): MiddlewareHandler<ServerEnvironment> {
  return async (context, next) => {
    const presented = bearerToken(context.req.header('Authorization'));
    if (presented === undefined) {
      return problemResponse(
        context,
        'token_required',
        'Send the token of this server: Authorization: Bearer …',
        { headers: { 'WWW-Authenticate': 'Bearer' } },
      );
    }
    if (!tokens.some((token) => token.matches(presented))) {
      return problemResponse(context, 'token_wrong', 'The token is not the one that this server knows.', {
        headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
      });
    }
    return next();
  };
}
