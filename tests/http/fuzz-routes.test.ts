import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { ServerMetrics } from '../../server/server-metrics.js';
import { ThreadedFeedback } from '../../src/feedback/threaded-feedback.js';
import { IndexJobs } from '../../src/uploads/index-jobs.js';
import { UploadFolder } from '../../src/uploads/upload-folder.js';
import { createTestApp, readProblem, temporaryFolder } from './support/requests.js';

/** `CITEWELL_FUZZ_REQUESTS=100000 npx vitest run tests/http/fuzz-routes.test.ts` is the long form. */
const REQUESTS = Number(process.env['CITEWELL_FUZZ_REQUESTS'] ?? 1_500);

const TOKEN = 'admin-token-of-the-tests-0123456789';
const folder = temporaryFolder();
const feedback = new ThreadedFeedback(folder);
const jobs = new IndexJobs(
  async () => ({
    generation: 8,
    documents: 3,
    passages: 3,
    added: 0,
    updated: 0,
    removed: 0,
    unchanged: 3,
    skipped: 0,
    reembedded: 0,
    embedded: 0,
    failures: [],
    milliseconds: 1,
  }),
  () => undefined,
);
const app = createTestApp({
  adminToken: TOKEN,
  documents: { uploads: await UploadFolder.open(folder, async () => []), jobs },
  feedback: { store: feedback, keepQuestions: true, onFailure: () => undefined },
  metrics: new ServerMetrics(),
});
afterAll(async () => {
  await jobs.close();
  await feedback.close();
  rmSync(folder, { recursive: true });
});

const description = await (await app.request('/openapi.json')).json();
const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.keys(methods as object).map((method) => ({ path, method: method.toUpperCase() })),
);

const segment = fc.oneof(
  fc.string({ minLength: 1, unit: 'grapheme' }).map(encodeURIComponent),
  fc.stringMatching(/^[\w.%~-]{1,20}$/),
  fc.constantFrom('notes.txt', 'tea/a.md', 'tea', '..%2f..%2fetc%2fpasswd', '%00', '%ff', '__proto__'),
);
const field = fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue());
const body = fc.oneof(
  fc
    .record(
      {
        question: field,
        query: field,
        history: field,
        maxCitations: field,
        limit: field,
        answerId: field,
        messages: field,
        stream: field,
        helpful: field,
        comment: field,
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value)),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary' }),
  fc
    .tuple(segment, fc.string({ unit: 'binary' }))
    .map(
      ([name, content]) =>
        `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}.txt"\r\n\r\n${content}\r\n--x--\r\n`,
    ),
);
const request = fc.record({
  route: fc.constantFrom(...routes),
  method: fc.option(fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'), {
    freq: 4,
    nil: undefined,
  }),
  id: segment,
  query: fc.oneof(
    fc.constant(''),
    fc.webQueryParameters().map((query) => `?${query}`),
  ),
  body,
  type: fc.constantFrom(
    'application/json',
    'application/json; charset=utf-7',
    'text/plain',
    'multipart/form-data',
    'multipart/form-data; boundary=x',
  ),
  authorization: fc.constantFrom(`Bearer ${TOKEN}`, `Bearer ${TOKEN}`, 'Bearer of nothing', 'Basic Og=='),
  accept: fc.constantFrom('*/*', 'application/json', 'text/event-stream', ';q=,', 'text/event-stream;q=-1'),
});

it(`${REQUESTS} random requests of the described routes never make the server fail`, async () => {
  await fc.assert(
    fc.asyncProperty(
      request,
      async ({ route, method = route.method, id, query, body, type, accept, authorization }) => {
        const hasBody = !['GET', 'HEAD'].includes(method);
        const address = route.path.replace('{id}', () => id) + query;
        const response = await app.request(address, {
          method,
          headers: { 'Content-Type': type, Accept: accept, Authorization: authorization },
          ...(hasBody && { body }),
        });
        expect(response.status).toBeLessThan(500);
        if (response.status >= 400 && method !== 'HEAD') await readFailure(address, response);
        else await response.text();
      },
    ),
    { numRuns: REQUESTS },
  );
}, 3_600_000);

/** Below `/v1/` a failure is told as OpenAI's clients read it. */
async function readFailure(address: string, response: Response): Promise<void> {
  if (!new URL(address, 'http://localhost').pathname.startsWith('/v1/')) await readProblem(response);
  else expect((await response.json()).error.code).not.toBe('');
}
