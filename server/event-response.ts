import { type SSEMessage, streamSSE } from 'hono/streaming';
import type { ServerContext } from './environment.js';

/**
 * Events in a route's description. OpenAPI 3.1 has no words for what they hold: some read a schema there as that of
 * the whole body, some as that of each event.
 */
export const EVENTS_CONTENT = { 'text/event-stream': { schema: {} } };

/**
 * A response of server-sent events (WHATWG HTML, section 9.2), which is not to be stored or held back on its way,
 * with a comment in every pause so that no proxy takes it for dead.
 *
 * @param send gives the events to `write`; its `signal` aborts when the client leaves. What it throws ends the
 * response: a failure that the client is to know of is an event.
 */
export function eventResponse(
  context: ServerContext,
  heartbeatMilliseconds: number,
  send: (write: (message: SSEMessage) => Promise<void>, signal: AbortSignal) => Promise<void>,
): Response {
  context.header('X-Accel-Buffering', 'no');
  const response = streamSSE(context, async (stream) => {
    const left = new AbortController();
    stream.onAbort(() => left.abort());
    const heartbeat = setInterval(() => void stream.write(': still here\n\n'), heartbeatMilliseconds);
    try {
      await send((message) => stream.writeSSE(message), left.signal);
    } finally {
      clearInterval(heartbeat);
    }
  });
  response.headers.set('Cache-Control', 'no-store');
  return response;
}
