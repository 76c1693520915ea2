import type { MiddlewareHandler } from 'hono';
import type { ServerEnvironment } from '../environment.js';

/** JSON that is exchanged is UTF-8 (RFC 8259, section 8.1): what is not would be answered as another question. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(?:;|$)/iu;

/** Has a JSON body read as UTF-8 alone: reading one that is not fails, as reading one that is not JSON does. */
export const jsonText: MiddlewareHandler<ServerEnvironment> = (context, next) => {
  const { req } = context;
  if (req.method === 'POST' && JSON_TYPE.test(req.header('Content-Type') ?? '')) {
    const text = req.arrayBuffer().then((bytes) => utf8.decode(bytes));
    // Told to whoever reads it; a route that refuses the request for another reason does not.
    text.catch(() => undefined);
    // Hono keeps promises there, whatever its types say, and reads JSON from this one.
    req.bodyCache = { text: text as unknown as string };
  }
  return next();
};
