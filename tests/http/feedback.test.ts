import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../server/start-server.js';
import { CitewellError } from '../../src/errors.js';
import { ThreadedFeedback } from '../../src/feedback/threaded-feedback.js';
import { InMemoryAnswerer } from './support/in-memory-answerer.js';
import { createTestApp, postJson, readProblem, temporaryFolder } from './support/requests.js';
import { startTestServer } from './support/sockets.js';

let folder: string;
let store: ThreadedFeedback;
let answerer: InMemoryAnswerer;
let server: RunningServer;
const failures: unknown[] = [];

beforeEach(async () => {
  folder = temporaryFolder();
  store = new ThreadedFeedback(folder);
  answerer = new InMemoryAnswerer();
  const feedback = { store, keepQuestions: true, onFailure: (error: unknown) => failures.push(error) };
  server = await startTestServer({ answerer, feedback });
});
afterEach(async () => {
  await server.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

const ask = (question = 'Where is tea grown?') => fetch(`${server.url}/api/ask`, postJson({ question }));
const rate = (body: unknown) => fetch(`${server.url}/api/feedback`, postJson(body));

describe('POST /api/feedback', () => {
  it('keeps what a person says of an answer, and what they say of it later', async () => {
    const { id: answerId } = await (await ask()).json();
    const first = await rate({ answerId, helpful: true });
    expect(first.status).toBe(204);
    expect(await first.text()).toBe('');
    expect((await rate({ answerId, helpful: false, comment: '  Not tea. ' })).status).toBe(204);
    expect(await store.ratings.list({ limit: 10 })).toMatchObject([
      {
        answerId,
        helpful: false,
        comment: 'Not tea.',
        question: 'Where is tea grown?',
        quotes: [{ document: 'notes.txt', start: 0, end: 22, quote: 'Tea is grown in Assam.' }],
      },
    ]);
  });

  it('knows only answers that were given', async () => {
    expect(await readProblem(await rate({ answerId: 'answer-1', helpful: true }))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect(await store.ratings.list({ limit: 10 })).toEqual([]);
  });

  it.each([
    {},
    { answerId: 'answer-1' },
    { answerId: '', helpful: true },
    { answerId: 'answer-1', helpful: 'yes' },
    { answerId: 'answer-1', helpful: true, comment: 'x'.repeat(2_001) },
    { answerId: 'answer-1', helpful: true, question: 'Forged?' },
  ])('refuses %j', async (body) => {
    await ask();
    expect(await readProblem(await rate(body))).toMatchObject({ status: 400, code: 'invalid_request' });
  });

  it('tells nothing of a store that fails', async () => {
    const { id: answerId } = await (await ask()).json();
    store.ratings.put = () => Promise.reject(new CitewellError('storage_failed', `${folder} is full.`));
    const problem = await readProblem(await rate({ answerId, helpful: true }));
    expect(problem).toMatchObject({ status: 503, code: 'storage_failed' });
    expect(JSON.stringify(problem)).not.toContain(folder);
  });

  it('is not there where nothing keeps it', async () => {
    const app = createTestApp();
    const response = await app.request('/api/feedback', postJson({ answerId: 'answer-1', helpful: true }));
    expect(await readProblem(response)).toMatchObject({ status: 404, code: 'route_not_found' });
  });
});

describe('questions without an answer', () => {
  beforeEach(() => {
    const answered = answerer.ask.bind(answerer);
    answerer.ask = async (question, options) => {
      const answer = await answered(question, options);
      if (!question.toLowerCase().includes('coffee')) return answer;
      return { ...answer, outcome: 'not_found', reason: 'nothing_relevant', citations: [], related: [] };
    };
  });

  it('are counted', async () => {
    for (const question of ['Where is coffee grown?', 'where is COFFEE grown', 'Where is tea grown?']) {
      expect((await ask(question)).status).toBe(200);
    }
    await expect
      .poll(() => store.unanswered.list(10))
      .toMatchObject([{ times: 2, question: 'Where is coffee grown?', reason: 'nothing_relevant' }]);
  });

  it('are answered where they cannot be counted, and the operator is told', async () => {
    const failure = new CitewellError('storage_failed', 'Full.');
    store.unanswered.count = () => Promise.reject(failure);
    expect((await ask('Where is coffee grown?')).status).toBe(200);
    await expect.poll(() => failures).toEqual([failure]);
  });
});
