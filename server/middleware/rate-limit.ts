import type { MiddlewareHandler } from 'hono';
import type { ClientAddresses } from '../client-address.js';
import type { ServerEnvironment } from '../environment.js';
import { problemResponse } from '../problem.js';
import { TokenBuckets } from '../token-buckets.js';

const WINDOW_SECONDS = 60;

/**
 * Refuses a client that asks too often, and says in each response how much is left (the `RateLimit` fields of
 * draft-ietf-httpapi-ratelimit-headers). Clients on this machine are not counted.
 */
export function rateLimit(perMinute: number, clients: ClientAddresses): MiddlewareHandler<ServerEnvironment> {
  const buckets = new TokenBuckets(perMinute);
  return async (context, next) => {
    const client = clients.of(context);
    if (client === undefined) return next();
    const { granted, remaining, retryAfterSeconds, resetSeconds } = buckets.take(client);
    context.header('RateLimit-Policy', `"client";q=${perMinute};w=${WINDOW_SECONDS}`);
    context.header('RateLimit', `"client";r=${remaining};t=${granted ? resetSeconds : retryAfterSeconds}`);
    if (granted) return next();
    return problemResponse(
      context,
      'rate_limited',
      `A client may make ${perMinute} requests a minute. Try again in ${retryAfterSeconds} s.`,
      { headers: { 'Retry-After': String(retryAfterSeconds) } },
    );
  };
}
