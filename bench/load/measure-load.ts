import autocannon from 'autocannon';
import { quantile } from './quantile.js';

/** A load on `POST /api/ask`. */
export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second over all connections; without it each asks again as soon as it is answered. */
  readonly rate?: number;
  readonly nextQuestion: () => string;
}

/** What came of a load; times in milliseconds. */
export interface LoadFigures {
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second that were answered, whatever the answer. */
  readonly offered: number;
  /** Questions answered a second. */
  readonly answered: number;
  readonly p50: number;
  readonly p99: number;
  /** Requests refused with 503 and `Retry-After`, a second. */
  readonly refused: number;
  readonly refusedP50: number;
  readonly refusedP99: number;
  /** Answers with any other status, a 503 without `Retry-After` among them. */
  readonly otherStatuses: Readonly<Record<string, number>>;
  /** Connections that broke or timed out. */
  readonly errors: number;
}

/** Longest that a request is waited for, in seconds: a server's own deadline is a minute. */
const TIMEOUT = 90;

export async function measureLoad({
  url,
  connections,
  seconds,
  rate,
  nextQuestion,
}: Load): Promise<LoadFigures> {
  const answered: number[] = [];
  const refused: number[] = [];
  const otherStatuses: Record<string, number> = {};
  const retryAfter = new WeakMap<autocannon.Client, boolean>();
  const settings: autocannon.Options = {
    url: `${url}/api/ask`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections,
    duration: seconds,
    timeout: TIMEOUT,
    ...(rate !== undefined && { overallRate: rate }),
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
      if (status === 200) answered.push(milliseconds);
      else if (status === 503 && retryAfter.get(client)) refused.push(milliseconds);
      else otherStatuses[status] = (otherStatuses[status] ?? 0) + 1;
    });
  });
  const perSecond = (count: number) => count / duration;
  return {
    connections,
    seconds: duration,
    offered: perSecond(
      answered.length + refused.length + Object.values(otherStatuses).reduce((sum, n) => sum + n, 0),
    ),
    answered: perSecond(answered.length),
    p50: quantile(answered, 0.5),
    p99: quantile(answered, 0.99),
    refused: perSecond(refused.length),
    refusedP50: quantile(refused, 0.5),
    refusedP99: quantile(refused, 0.99),
    otherStatuses,
    errors,
  };
}

/** autocannon hands on what its parser gives: names and values in turn. */
function hasRetryAfter(head: unknown): boolean {
  const { headers } = head as { headers: readonly string[] };
  return headers.some((name, position) => position % 2 === 0 && name.toLowerCase() === 'retry-after');
}
