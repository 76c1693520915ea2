import type { ServerApp, ServerContext } from './environment.js';
import { problemResponse } from './problem.js';

/** Hono registers middleware under this name for "any method". */
const ANY_METHOD = 'ALL';

/**
 * Gives every registered path a 405 for the methods that it doesn't have, with `Allow`. Call it after the last
 * route is registered.
 */
export function refuseOtherMethods(app: ServerApp): void {
  const methodsOfPath = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method !== ANY_METHOD) {
      const methods = methodsOfPath.get(path) ?? new Set<string>();
      methods.add(method);
      if (method === 'GET') {
        methods.add('HEAD');
      }
      methodsOfPath.set(path, methods);
    }
  }
  for (const [path, methods] of methodsOfPath) {
    const allow = [...methods].join(', ');
    app.all(path, (context) => refuseMethod(context, allow));
  }
}

/** @param allow the methods that the address takes, with commas between */
export function refuseMethod(context: ServerContext, allow: string): Response {
  return problemResponse(context, 'method_not_allowed', `This address takes ${allow}.`, {
    headers: { Allow: allow },
  });
}
