import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/**
 * Cuts off a client whose body has not arrived in time, as Node's own `requestTimeout` does, but not for those
 * requests that are let take longer: Node has one limit for all.
 *
 * @param takesLonger true for a request that Node's own limit is for
 */
export function limitBodyTime(
  server: Server,
  milliseconds: number,
  takesLonger: (request: IncomingMessage) => boolean,
): void {
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.complete || takesLonger(request)) return;
    const timer = setTimeout(() => {
      if (request.complete) return;
      if (!response.headersSent)
        request.socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
      request.socket.destroySoon();
    }, milliseconds);
    request.once('close', () => clearTimeout(timer));
  });
}
