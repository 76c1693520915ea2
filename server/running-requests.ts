import type { Server, ServerResponse } from 'node:http';

/** Knows which requests are being answered. */
export interface RunningRequests {
  /** Lets each connection end with the answer that is under way on it, or with its next: clients would use it again. */
  endConnections(): void;
  /** Settles as soon as no request is running. */
  whenNone(): Promise<void>;
}

/**
 * Follows the requests of a server. Node's `close` and `closeIdleConnections` are not enough to stop in good time: a
 * connection that is kept alive takes requests without end after `close`, and one on which nothing was ever sent, as
 * browsers open ahead of need, counts as busy.
 */
export function followRequests(server: Server): RunningRequests {
  const running = new Set<ServerResponse>();
  const waiting: (() => void)[] = [];
  let ending = false;
  server.prependListener('request', (_request, response) => {
    running.add(response);
    if (ending) endAfter(response);
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
    endConnections: () => {
      ending = true;
      for (const response of running) endAfter(response);
    },
    whenNone: () =>
      running.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
  };
}

/** What has begun, as events have, can no longer say that it is the last: the next on its connection will. */
function endAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
