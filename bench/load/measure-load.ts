import autocannon from 'autocannon';
import { type LoadFigures, Tally } from './tally.js';

/** A load on `POST /api/ask`: each connection asks again as soon as it is answered. */
export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  readonly nextQuestion: () => string;
}

/** Longest that a request is waited for, in seconds: a server's own deadline is a minute. */
const TIMEOUT = 90;

export async function measureLoad({ url, connections, seconds, nextQuestion }: Load): Promise<LoadFigures> {
  const tally = new Tally();
  const retryAfter = new WeakMap<autocannon.Client, boolean>();
  const settings: autocannon.Options = {
    url: `${url}/api/ask`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections,
    duration: seconds,
    timeout: TIMEOUT,
    requests: [
      { setupRequest: (request) => ({ ...request, body: JSON.stringify({ question: nextQuestion() }) }) },
    ],
    setupClient: (client) => {
      client.on('headers', (head) => retryAfter.set(client, hasRetryAfter(head)));
    },
  };
  const { duration, errors } = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(settings, (error, result) => (error ? reject(error) : resolve(result)));
    running.on('response', (client, status, _bytes, milliseconds) => {
      tally.add(status, retryAfter.get(client) === true, milliseconds);
    });
  });
  return tally.figures(connections, duration, errors);
}

/** autocannon hands on what its parser gives: names and values in turn. */
function hasRetryAfter(head: unknown): boolean {
  const { headers } = head as { headers: readonly string[] };
  return headers.some((name, position) => position % 2 === 0 && name.toLowerCase() === 'retry-after');
}
