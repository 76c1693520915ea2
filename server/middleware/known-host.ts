import type { MiddlewareHandler } from 'hono';
import { CitewellError } from '../../src/errors.js';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The host names that a server on `host` answers for; undefined for any. A server on this machine alone must
 * not answer for others: a web page can point a name of its own at 127.0.0.1 and read private documents as if
 * they were its own (DNS rebinding).
 */
export function knownHosts(host: string, allowOrigins: readonly string[]): readonly string[] | undefined {
  const local = host === '::1' || LOOPBACK.includes(host) || host.startsWith('127.');
  if (!local || allowOrigins.includes('*')) return undefined;
  return [...LOOPBACK, host, ...allowOrigins.map((origin) => new URL(origin).hostname)];
}

/** Refuses requests that name another host. @throws CitewellError `invalid_request` */
export function knownHost(hosts: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const { hostname } = new URL(context.req.url);
    if (!hosts.includes(hostname)) {
      throw new CitewellError(
        'invalid_request',
        'This server answers for this machine only. To serve it under a name of its own, start it with --allow-origins and that name’s origin.',
      );
    }
    await next();
  };
}
