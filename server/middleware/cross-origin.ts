import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

/** Browsers keep a preflight's answer this long, in seconds. */
const PREFLIGHT_AGE = 600;

const ALLOWED_HEADERS = [
  'Authorization',
  'Content-Type',
  'If-None-Match',
  'Last-Event-ID',
  'User-Agent',
  'X-Request-Id',
];

/** Families of headers that OpenAI's clients and those of the Model Context Protocol send, whose members grow. */
const ALLOWED_FAMILY = /^(?:x-stainless|openai|mcp)-[\w-]+$/i;

/** Lets pages of the given origins call the API. No cookies are used, so none are allowed. */
export function crossOrigin(origins: readonly string[]): MiddlewareHandler {
  const settings = {
    origin: origins.includes('*') ? '*' : [...origins],
    allowMethods: ['GET', 'POST'],
    exposeHeaders: ['ETag', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'Server-Timing', 'X-Request-Id'],
    maxAge: PREFLIGHT_AGE,
  };
  return (context, next) => {
    const asked = context.req.header('Access-Control-Request-Headers')?.split(',') ?? [];
    const ofClients = asked.map((name) => name.trim()).filter((name) => ALLOWED_FAMILY.test(name));
    return cors({ ...settings, allowHeaders: [...ALLOWED_HEADERS, ...ofClients] })(context, next);
  };
}
