import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RequestLogEntry } from '../../server/request-log.js';
import { ServerMetrics } from '../../server/server-metrics.js';
import type { RunningServer } from '../../server/start-server.js';
import { InMemoryAnswerer } from './support/in-memory-answerer.js';
import { postJson } from './support/requests.js';
import { createSignal, type Signal, startTestServer } from './support/sockets.js';

const PAGE = 'https://shop.example';
const QUESTION = { question: 'Where is tea grown?' };
const ROUTES = [
  ['/api/ask', QUESTION],
  ['/api/search', { query: 'tea' }],
  ['/api/chat', { messages: [{ role: 'user', parts: [{ type: 'text', text: 'Tea?' }] }] }],
  ['/v1/chat/completions', { model: 'citewell', messages: [{ role: 'user', content: 'Tea?' }] }],
] as const;

let server: RunningServer;
let entries: RequestLogEntry[];
let begun: Signal;
let held: Signal;
let running: Promise<Response>;

/** A server whose one place is taken, by a question that is held up. */
beforeEach(async () => {
  begun = createSignal();
  held = createSignal();
  const answerer = new InMemoryAnswerer();
  const ask = answerer.ask.bind(answerer);
  answerer.ask = async (...given) => {
    begun.fire();
    await held.promise;
    return ask(...given);
  };
  entries = [];
  server = await startTestServer({
    answerer,
    allowOrigins: [PAGE],
    limits: { queueLimit: 1 },
    log: (entry) => entries.push(entry),
    metrics: new ServerMetrics(),
  });
  running = fetch(`${server.url}/api/ask`, postJson(QUESTION));
  await begun.promise;
});

afterEach(async () => {
  held.fire();
  await running;
  await server.close();
});

describe('a question for which there is no place', () => {
  it.each(ROUTES)('is refused at %s as every request is answered', async (path, body) => {
    const asked = postJson(body, { Origin: PAGE, 'X-Request-Id': 'of-the-client' });
    const response = await fetch(`${server.url}${path}`, asked);
    expect(response.status).toBe(503);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'retry-after': expect.stringMatching(/^\d+$/),
      'cache-control': 'no-store',
      'x-request-id': 'of-the-client',
      'server-timing': expect.stringMatching(/^total;dur=/),
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': PAGE,
      'access-control-expose-headers': expect.stringContaining('Retry-After'),
    });
    const told = await response.json();
    const detail = expect.stringContaining('1 questions are being answered or waiting');
    if (path.startsWith('/v1/')) {
      expect(response.headers.get('Content-Type')).toBe('application/json');
      expect(told).toEqual({
        error: {
          message: detail,
          type: 'server_error',
          param: null,
          code: 'overloaded',
          request_id: 'of-the-client',
        },
      });
    } else {
      expect(response.headers.get('Content-Type')).toBe('application/problem+json');
      expect(told).toEqual({
        type: '/problems/overloaded',
        title: 'Too many questions at once',
        status: 503,
        detail,
        code: 'overloaded',
        requestId: 'of-the-client',
      });
    }
  });

  it('has an id of its own, is counted and is logged', async () => {
    const ids: (string | null)[] = [];
    for (let time = 0; time < 3; time++) {
      const { headers } = await fetch(`${server.url}/api/ask`, postJson(QUESTION));
      ids.push(headers.get('X-Request-Id'));
    }
    expect(new Set(ids).size).toBe(3);
    expect(entries.map(({ requestId }) => requestId)).toEqual(ids);
    for (const { status, error } of entries) {
      expect(status).toBe(503);
      expect(error).toMatchObject({ code: 'overloaded', frames: [] });
    }
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toContain(
      'citewell_http_requests_total{method="POST",route="/api/ask",status="503"} 3\n',
    );
  });

  it('is refused whatever its body is, and its connection is used again', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (const body of ['not JSON', JSON.stringify(QUESTION), 'x'.repeat(100_000)]) {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        const asking = request(`${server.url}/api/ask`, { method: 'POST', agent }, resolve);
        asking.on('error', reject);
        asking.end(body);
      });
      ports.add(response.socket.localPort);
      expect(JSON.parse(await text(response))).toMatchObject({ code: 'overloaded' });
    }
    agent.destroy();
    expect(ports.size).toBe(1);
  });

  it('finds one as soon as another is answered', async () => {
    held.fire();
    expect((await running).status).toBe(200);
    expect((await fetch(`${server.url}/api/ask`, postJson(QUESTION))).status).toBe(200);
  });
});
