import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../server/problem-table.js';
import { ServerMetrics } from '../../server/server-metrics.js';
import type { RunningServer } from '../../server/start-server.js';
import { CitewellError } from '../../src/errors.js';
import type { FeedbackStore } from '../../src/feedback/feedback-store.js';
import { IndexJobs } from '../../src/uploads/index-jobs.js';
import type { Uploads } from '../../src/uploads/uploads.js';
import { InMemoryAnswerer } from './support/in-memory-answerer.js';
import { startTestServer } from './support/sockets.js';

const ASK_TOKEN = 'ask-token-of-the-tests-0123456789';
const ADMIN_TOKEN = 'admin-token-of-the-tests-0123456789';
const QUESTION = { question: 'Tea?' };
/** What a route takes, so that it comes to its work. */
const bodies: Record<string, unknown> = {
  '/api/ask': QUESTION,
  '/api/search': { query: 'tea' },
  '/api/chat': { messages: [{ role: 'user', parts: [{ type: 'text', text: 'Tea?' }] }] },
  '/v1/chat/completions': { messages: [{ role: 'user', content: 'Tea?' }] },
};

const broken = () => Promise.reject(new CitewellError('storage_failed', 'The disk is gone.'));
const uploads: Uploads = { receive: broken, keep: broken, discard: async () => undefined, remove: broken };
const feedback: FeedbackStore = {
  ratings: { put: broken, list: broken },
  unanswered: { count: broken, list: broken },
  close: async () => undefined,
};

let server: RunningServer;
let jobs: IndexJobs;
let answerer: InMemoryAnswerer;
let routes: { method: string; path: string; responses: Record<string, unknown> }[];

beforeAll(async () => {
  answerer = new InMemoryAnswerer();
  jobs = new IndexJobs(broken, () => undefined);
  server = await startTestServer({
    answerer,
    askToken: ASK_TOKEN,
    adminToken: ADMIN_TOKEN,
    rateLimit: 1,
    trustedProxies: ['127.0.0.1'],
    documents: { uploads, jobs },
    feedback: { store: feedback, keepQuestions: true, onFailure: () => undefined },
    metrics: new ServerMetrics(),
  });
  const description = await (await fetch(`${server.url}/openapi.json`)).json();
  routes = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, { responses: Record<string, unknown> }>).map(
      ([method, { responses }]) => ({ method: method.toUpperCase(), path, responses }),
    ),
  );
});
afterAll(async () => {
  await server.close();
  await jobs.close();
});

function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  id = 'notes.txt',
): Promise<Response> {
  const multipart = method === 'POST' && path === '/api/documents';
  const form = new FormData();
  form.append('file', new Blob(['Tea.']), 'tea.txt');
  return fetch(`${server.url}${path.replace('{id}', id)}`, {
    method,
    headers: { ...(!multipart && { 'Content-Type': 'application/json' }), ...headers },
    ...(method === 'POST' && { body: multipart ? form : JSON.stringify(bodies[path] ?? {}) }),
    ...(method === 'PUT' && { body: 'Tea.' }),
  });
}
const withToken = { Authorization: `Bearer ${ADMIN_TOKEN}` };

describe('every failure that a route can answer is in its description', () => {
  it('without a token', async () => {
    const refused = [];
    for (const { method, path, responses } of routes) {
      const { status } = await send(method, path, {});
      if (status !== 401) continue;
      refused.push(path);
      expect(Object.keys(responses), `${method} ${path}`).toContain('401');
    }
    expect(refused.length).toBeGreaterThan(15);
  });

  it('after too many requests', async () => {
    const forwarded = { ...withToken, 'X-Forwarded-For': '192.0.2.1' };
    await send('GET', '/api/starters', forwarded);
    const refused = [];
    for (const { method, path, responses } of routes) {
      const { status } = await send(method, path, forwarded);
      if (status !== 429) continue;
      refused.push(path);
      expect(Object.keys(responses), `${method} ${path}`).toContain('429');
    }
    expect(refused.length).toBeGreaterThan(15);
  });

  it('with nothing that works: a 503, and no other failure of the server', async () => {
    const { id } = await (await send('POST', '/api/ask', withToken)).json();
    bodies['/api/feedback'] = { answerId: id, helpful: true };
    for (const method of ['ask', 'askStream', 'search', 'listDocuments', 'getDocument', 'status'] as const) {
      Reflect.set(answerer, method, () => {
        throw new CitewellError('engine_stopped', 'Gone.');
      });
    }
    const failed = [];
    for (const { method, path, responses } of routes) {
      const { status } = await send(method, path, withToken);
      expect([500, 502, 504], `${method} ${path}`).not.toContain(status);
      if (status !== PROBLEMS.engine_stopped.status) continue;
      failed.push(path);
      expect(Object.keys(responses), `${method} ${path}`).toContain('503');
    }
    expect(failed.length).toBeGreaterThan(10);
  });
});
