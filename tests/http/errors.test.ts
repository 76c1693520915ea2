import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../server/problem-table.js';
import type { RequestLogEntry } from '../../server/request-log.js';
import { CitewellError, type CitewellErrorCode } from '../../src/errors.js';
import { InMemoryAnswerer } from './support/in-memory-answerer.js';
import { createTestApp, postJson, readProblem } from './support/requests.js';

const QUESTION = 'Where does Zoë keep the secret tea?';
const PATH = '/srv/citewell/.citewell/index.sqlite';

/** Codes whose messages the server's own table lets through to clients. */
const MESSAGE_IS_SENT: readonly CitewellErrorCode[] = ['invalid_request', 'question_too_long', 'not_found'];
const CODES: readonly CitewellErrorCode[] = [
  ...MESSAGE_IS_SENT,
  'invalid_settings',
  'invalid_dataset',
  'unreadable_file',
  'not_text',
  'file_too_large',
  'duplicate_document',
  'knowledge_missing',
  'knowledge_empty',
  'index_missing',
  'index_damaged',
  'index_incompatible',
  'index_locked',
  'storage_failed',
  'model_missing',
  'model_damaged',
  'port_in_use',
  'not_ready',
  'engine_stopped',
  'cancelled',
];

function failingWith(error: unknown): InMemoryAnswerer {
  const answerer = new InMemoryAnswerer();
  answerer.ask = () => Promise.reject(error);
  return answerer;
}

describe('when asking fails', () => {
  it.each(CODES)('%s becomes a problem document with its status and title', async (code) => {
    const answerer = failingWith(new CitewellError(code, `Could not use ${PATH}.`));
    const response = await createTestApp({ answerer }).request('/api/ask', postJson({ question: QUESTION }));
    const problem = await readProblem(response);
    expect(problem.code).toBe(code);
    expect(problem.status).toBe(PROBLEMS[code].status);
    expect(JSON.stringify(problem).includes(PATH)).toBe(MESSAGE_IS_SENT.includes(code));
  });

  it.each(['not_ready', 'engine_stopped', 'index_locked'] as const)(
    '%s says when to try again',
    async (code) => {
      const answerer = failingWith(new CitewellError(code, 'No.'));
      const response = await createTestApp({ answerer }).request(
        '/api/ask',
        postJson({ question: QUESTION }),
      );
      expect(response.status).toBe(503);
      expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    },
  );

  it.each([
    new TypeError(`Cannot read properties of undefined in ${PATH}`),
    Object.assign(new Error(`near "${QUESTION}": SELECT * FROM passages`), { code: 'SQLITE_ERROR' }),
  ])('tells a client nothing of an unknown error: %s', async (error) => {
    const entries: RequestLogEntry[] = [];
    const app = createTestApp({ answerer: failingWith(error), log: (entry) => entries.push(entry) });
    const response = await app.request('/api/ask', postJson({ question: QUESTION }));
    const problem = await readProblem(response);
    expect(problem).toMatchObject({ status: 500, code: 'internal_error' });
    for (const hidden of [PATH, 'SELECT', 'undefined', '.ts', 'TypeError']) {
      expect(JSON.stringify(problem)).not.toContain(hidden);
    }
    expect(entries[0]).toMatchObject({
      requestId: problem.requestId,
      status: 500,
      error: { name: error.name },
    });
    expect(entries[0]?.error?.frames.join()).toContain('errors.test.ts');
    expect(JSON.stringify(entries)).not.toContain('secret tea');
  });

  it('gives up on an answer that takes too long, and stops the work', async () => {
    const answerer = new InMemoryAnswerer();
    let signal: AbortSignal | undefined;
    answerer.ask = (_question, options) => {
      signal = options?.signal;
      return new Promise(() => {});
    };
    const app = createTestApp({ answerer, limits: { answerMilliseconds: 20 } });
    const response = await app.request('/api/ask', postJson({ question: QUESTION }));
    expect(await readProblem(response)).toMatchObject({ status: 503, code: 'not_ready' });
    expect(response.headers.get('Retry-After')).toBe('5');
    expect(signal?.aborted).toBe(true);
  });
});

describe('an address that is not served', () => {
  it.each([
    '/nothing',
    '/api',
    '/api/ask/',
    '/api/documents/',
    '/../package.json',
    '/package.json',
    '/server/app.ts',
  ])('%s is a 404 problem', async (path) => {
    const problem = await readProblem(await createTestApp().request(path));
    expect(problem).toMatchObject({ status: 404, code: 'route_not_found' });
  });

  it.each([
    ['GET', '/api/ask', 'POST'],
    ['PUT', '/api/search', 'POST'],
    ['OPTIONS', '/api/ask', 'POST'],
    ['POST', '/api/documents', 'GET, HEAD'],
    ['DELETE', '/api/documents/notes.txt', 'GET, HEAD'],
    ['POST', '/livez', 'GET, HEAD'],
    ['POST', '/openapi.json', 'GET, HEAD'],
  ])('%s %s is a 405 problem that says what is allowed', async (method, path, allow) => {
    const response = await createTestApp().request(path, { method });
    expect(await readProblem(response)).toMatchObject({ status: 405, code: 'method_not_allowed' });
    expect(response.headers.get('Allow')).toBe(allow);
  });
});

describe('the log', () => {
  it('has one entry a request, and never the question, the query or a document', async () => {
    const entries: RequestLogEntry[] = [];
    const app = createTestApp({ log: (entry) => entries.push(entry) });
    await app.request(
      '/api/ask',
      postJson({ question: QUESTION, history: [{ role: 'user', text: QUESTION }] }),
    );
    await app.request('/api/search', postJson({ query: QUESTION }));
    await app.request('/api/ask', postJson({ question: QUESTION, [QUESTION]: 1 }));
    await app.request(`/api/documents?after=${encodeURIComponent(QUESTION)}`);
    await app.request('/api/documents/notes.txt/text');
    expect(entries.map((entry) => [entry.method, entry.path, entry.status])).toEqual([
      ['POST', '/api/ask', 200],
      ['POST', '/api/search', 200],
      ['POST', '/api/ask', 400],
      ['GET', '/api/documents', 200],
      ['GET', '/api/documents/notes.txt/text', 200],
    ]);
    expect(JSON.stringify(entries)).not.toContain('secret');
    expect(JSON.stringify(entries)).not.toContain('Assam');
  });
});
