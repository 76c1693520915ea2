import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ServerMetrics } from '../../server/server-metrics.js';
import type { RunningServer } from '../../server/start-server.js';
import { Citewell } from '../../src/citewell.js';
import { openUploads, type UploadServices } from '../../src/cli/open-uploads.js';
import { ThreadedFeedback } from '../../src/feedback/threaded-feedback.js';
import { postJson, temporaryFolder } from './support/requests.js';
import { startTestServer } from './support/sockets.js';

const TOKEN = 'admin-token-of-the-tests-0123456789';
const ADMIN = { Authorization: `Bearer ${TOKEN}` };
const QUESTION = { question: 'When does the office open?' };
const CHAT = { messages: [{ role: 'user', content: QUESTION.question }] };
const UI_CHAT = { messages: [{ role: 'user', parts: [{ type: 'text', text: QUESTION.question }] }] };

const folder = temporaryFolder();
const knowledge = join(folder, 'knowledge');
let citewell: Citewell;
let services: UploadServices;
let feedback: ThreadedFeedback;
let server: RunningServer;
// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI description, read as its clients do
let description: any;
let ajv: Ajv2020;

beforeAll(async () => {
  mkdirSync(knowledge);
  writeFileSync(join(knowledge, 'handbook.txt'), 'The office opens at seven in the morning.');
  citewell = await Citewell.open({ knowledge, dataDir: join(folder, 'data') });
  await citewell.index();
  services = await openUploads(citewell, citewell.settings);
  feedback = new ThreadedFeedback(citewell.settings.dataDir);
  server = await startTestServer({
    answerer: citewell,
    adminToken: TOKEN,
    documents: services,
    metrics: new ServerMetrics(),
    feedback: { store: feedback, keepQuestions: true, onFailure: () => undefined },
    connections: { shutdownMilliseconds: 200 },
  });
  description = await (await fetch(`${server.url}/openapi.json`)).json();
  ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(description, 'api');
});

afterAll(async () => {
  await server.close();
  await services.jobs.close();
  await feedback.close();
  await citewell.close();
  rmSync(folder, { recursive: true });
});

const send = (path: string, request: RequestInit = {}) => fetch(`${server.url}${path}`, request);
const asJson = (path: string, body: unknown, headers = {}) => send(path, postJson(body, headers));

function upload(name: string): RequestInit {
  const body = new FormData();
  body.append('file', new Blob(['Tea is served at four.']), name);
  return { method: 'POST', headers: ADMIN, body };
}

/** Of a refused answer, whose sources are `related`, and of one with citations. */
async function answerId(): Promise<string> {
  return (await (await asJson('/api/ask', QUESTION)).json()).id;
}

async function jobId(name: string): Promise<string> {
  return (await (await send('/api/documents', upload(name))).json()).id;
}

/** For each route the requests that bring about the statuses that stand beside them. */
const CONTRACTS: Readonly<Record<string, readonly [status: number, request: () => Promise<Response>][]>> = {
  'POST /api/ask': [
    [200, () => asJson('/api/ask', QUESTION)],
    [200, () => asJson('/api/ask', { question: 'How do whales sleep?', maxCitations: 10 })],
    [200, () => asJson('/api/ask', QUESTION, { Accept: 'text/event-stream' })],
    [400, () => asJson('/api/ask', { question: 7 })],
    [400, () => send('/api/ask', { ...postJson({}), body: '{' })],
    [413, () => asJson('/api/ask', { question: 'x'.repeat(300_000) })],
    [415, () => send('/api/ask', { method: 'POST', body: 'question=x' })],
  ],
  'GET /api/answers/{id}': [
    [200, async () => send(`/api/answers/${await answerId()}`)],
    [404, () => send('/api/answers/none')],
  ],
  'POST /api/search': [
    [200, () => asJson('/api/search', { query: 'office', limit: 3 })],
    [400, () => asJson('/api/search', { query: ' ' })],
  ],
  'POST /api/feedback': [
    [204, async () => asJson('/api/feedback', { answerId: await answerId(), helpful: true })],
    [404, () => asJson('/api/feedback', { answerId: 'none', helpful: true })],
    [400, () => asJson('/api/feedback', { answerId: 'none' })],
  ],
  'GET /api/documents': [
    [200, () => send('/api/documents?limit=1')],
    [400, () => send('/api/documents?limit=0')],
  ],
  'POST /api/documents': [
    [202, () => send('/api/documents', upload('added.txt'))],
    [401, () => send('/api/documents', { ...upload('x.txt'), headers: {} })],
    [415, () => send('/api/documents', upload('x.exe'))],
  ],
  'GET /api/documents/{id}': [
    [200, () => send('/api/documents/handbook.txt')],
    [404, () => send('/api/documents/none.txt')],
    [400, () => send('/api/documents/%ff')],
  ],
  'PUT /api/documents/{id}': [
    [202, () => send('/api/documents/put.txt', { method: 'PUT', headers: ADMIN, body: 'Put here.' })],
    [401, () => send('/api/documents/put.txt', { method: 'PUT', body: 'x' })],
  ],
  'DELETE /api/documents/{id}': [
    [409, () => send('/api/documents/handbook.txt', { method: 'DELETE', headers: ADMIN })],
    [404, () => send('/api/documents/none.txt', { method: 'DELETE', headers: ADMIN })],
  ],
  'GET /api/documents/{id}/text': [
    [200, () => send('/api/documents/handbook.txt/text')],
    [404, () => send('/api/documents/none.txt/text')],
  ],
  'GET /api/jobs/{id}': [
    [200, async () => send(`/api/jobs/${await jobId('job.txt')}`, { headers: ADMIN })],
    [404, () => send('/api/jobs/none', { headers: ADMIN })],
    [401, () => send('/api/jobs/none')],
  ],
  'GET /api/jobs/{id}/events': [
    [200, async () => send(`/api/jobs/${await jobId('events.txt')}/events`, { headers: ADMIN })],
    [404, () => send('/api/jobs/none/events', { headers: ADMIN })],
  ],
  'POST /v1/chat/completions': [
    [200, () => asJson('/v1/chat/completions', CHAT)],
    [200, () => asJson('/v1/chat/completions', { ...CHAT, stream: true })],
    [400, () => asJson('/v1/chat/completions', { messages: [] })],
    [413, () => asJson('/v1/chat/completions', { messages: [], extra: 'x'.repeat(300_000) })],
    [415, () => send('/v1/chat/completions', { method: 'POST', body: 'x' })],
  ],
  'GET /v1/models': [[200, () => send('/v1/models')]],
  'GET /v1/models/{id}': [
    [200, () => send('/v1/models/citewell')],
    [404, () => send('/v1/models/gpt-4o')],
  ],
  'POST /api/chat': [
    [200, () => asJson('/api/chat', UI_CHAT)],
    [400, () => asJson('/api/chat', { messages: [] })],
  ],
  'GET /api/starters': [[200, () => send('/api/starters')]],
  'GET /livez': [[200, () => send('/livez')]],
  'GET /readyz': [[200, () => send('/readyz')]],
  'GET /metrics': [[200, () => send('/metrics', { headers: ADMIN })]],
};

it('every route that is described has its contract here, and only those', () => {
  const described = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(Object.keys(CONTRACTS).sort()).toEqual(described.sort());
});

it.each(Object.entries(CONTRACTS))('%s answers as it is described', async (route, requests) => {
  const [method = '', path = ''] = route.split(' ');
  const { responses } = description.paths[path][method.toLowerCase()];
  for (const [status, request] of requests) {
    const response = await request();
    const body = await response.text();
    expect(response.status, body).toBe(status);
    expect(response.headers.get('X-Request-Id')).not.toBeNull();
    expect(Object.keys(responses)).toContain(String(status));
    const content = responses[status].content ?? {};
    const type = (response.headers.get('Content-Type') ?? '').split(';')[0]?.trim() ?? '';
    if (Object.keys(content).length === 0) {
      expect(body).toBe('');
      continue;
    }
    const describedType = Object.keys(content).find((each) => each.split(';')[0] === type);
    expect(describedType, `${type} of ${route} ${status}`).toBeDefined();
    if (!type.endsWith('json')) continue;
    const pointer = [
      'paths',
      path,
      method.toLowerCase(),
      'responses',
      status,
      'content',
      describedType,
      'schema',
    ]
      .map((part) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const validate = ajv.compile({ $ref: `api#/${pointer}` });
    expect(validate(JSON.parse(body)), ajv.errorsText(validate.errors)).toBe(true);
  }
});
