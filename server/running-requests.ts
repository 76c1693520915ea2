import type { Server, ServerResponse } from 'node:http';

/** Knows whether any request is being answered. */
export interface RunningRequests {
  /** Settles as soon as no request is running. */
  whenNone(): Promise<void>;
}

/**
 * Follows the requests of a server. Node's `closeIdleConnections` is not enough to stop in good time: it takes a
 * connection on which nothing was ever sent, as browsers open ahead of need, for a busy one.
 */
export function followRequests(server: Server): RunningRequests {
  const running = new Set<ServerResponse>();
  const waiting: (() => void)[] = [];
  server.prependListener('request', (_request, response) => {
    running.add(response);
    response.once('close', () => {
      running.delete(response);
      if (running.size === 0) {
        for (const resolve of waiting.splice(0)) {
          resolve();
        }
      }
    });
  });
  return {
    whenNone: () =>
      running.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
  };
}
