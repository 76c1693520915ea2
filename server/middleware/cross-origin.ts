import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

/** Browsers keep a preflight's answer this long, in seconds. */
const PREFLIGHT_AGE = 600;

/** Lets pages of the given origins call the API. No cookies are used, so none are allowed. */
export function crossOrigin(origins: readonly string[]): MiddlewareHandler {
  return cors({
    origin: origins.includes('*') ? '*' : [...origins],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['Authorization', 'Content-Type', 'If-None-Match'],
    exposeHeaders: ['ETag', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'Server-Timing', 'X-Request-Id'],
    maxAge: PREFLIGHT_AGE,
  });
}
