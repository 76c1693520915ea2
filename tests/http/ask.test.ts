import { describe, expect, it } from 'vitest';
import { answerSchema } from '../../server/schemas/ask.js';
import { MOST_TURNS } from '../../src/ask-limits.js';
import { InMemoryAnswerer } from './support/in-memory-answerer.js';
import { createTestApp, postJson, readProblem } from './support/requests.js';

describe('POST /api/ask', () => {
  it('answers with the whole answer, which the published schema describes field by field', async () => {
    const answerer = new InMemoryAnswerer();
    const response = await createTestApp({ answerer }).request(
      '/api/ask',
      postJson({ question: 'Where is tea grown?' }),
    );
    const answer = await response.json();
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(answer).toEqual(await answerer.ask('Where is tea grown?', { answerId: answer.id }));
    expect(answerSchema.parse(answer)).toEqual(answer);
  });

  it('passes history and maxCitations on, with turns written as text or as content', async () => {
    const answerer = new InMemoryAnswerer();
    const history = [
      { role: 'user', text: 'Where is tea grown?' },
      { role: 'assistant', content: 'In Assam.' },
    ];
    const body = { question: 'And what does it cost?', history, maxCitations: 2 };
    expect((await createTestApp({ answerer }).request('/api/ask', postJson(body))).status).toBe(200);
    expect(answerer.asked[0]).toMatchObject({
      question: 'And what does it cost?',
      options: {
        maxCitations: 2,
        history: [
          { role: 'user', text: 'Where is tea grown?' },
          { role: 'assistant', text: 'In Assam.' },
        ],
      },
    });
  });

  it('shows the time of each stage in Server-Timing, with names that a header may hold', async () => {
    const response = await createTestApp().request('/api/ask', postJson({ question: 'Tea?' }));
    expect(response.headers.get('Server-Timing')).toMatch(
      /^embedding;dur=1\.5,dense-search;dur=0\.\d,total;dur=[\d.]+;desc="Total Response Time"$/,
    );
  });

  it.each([
    ['no question', {}, 'question'],
    ['an empty question', { question: '' }, 'question'],
    ['a blank question', { question: ' \n\t' }, 'question'],
    ['a question that is a number', { question: 7 }, 'question'],
    ['no citations', { question: 'Tea?', maxCitations: 0 }, 'maxCitations'],
    ['eleven citations', { question: 'Tea?', maxCitations: 11 }, 'maxCitations'],
    ['half a citation', { question: 'Tea?', maxCitations: 1.5 }, 'maxCitations'],
    [
      'a role that is not one',
      { question: 'Tea?', history: [{ role: 'system', text: 'x' }] },
      'history[0].role',
    ],
    ['a turn without words', { question: 'Tea?', history: [{ role: 'user' }] }, 'history[0].text'],
    [
      'too many turns',
      { question: 'Tea?', history: Array(MOST_TURNS + 1).fill({ role: 'user', text: 'x' }) },
      'history',
    ],
    ['an array', ['Tea?'], ''],
    ['null', null, ''],
  ])('refuses %s and says where', async (_name, body, path) => {
    const answerer = new InMemoryAnswerer();
    const response = await createTestApp({ answerer }).request('/api/ask', postJson(body));
    const problem = await readProblem(response);
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(problem.errors?.map((error) => error.path)).toContain(path);
    expect(answerer.asked).toEqual([]);
  });

  it('refuses a key that it does not know, by name', async () => {
    const response = await createTestApp().request(
      '/api/ask',
      postJson({ question: 'Tea?', maxCitation: 3 }),
    );
    expect((await readProblem(response)).detail).toContain('maxCitation');
  });

  it('refuses a question of 2,001 characters, naming the limit, and takes one of 2,000', async () => {
    const app = createTestApp();
    const problem = await readProblem(
      await app.request('/api/ask', postJson({ question: 'a'.repeat(2001) })),
    );
    expect(problem).toMatchObject({ status: 400, code: 'question_too_long' });
    expect(problem.detail).toContain('2000');
    expect((await app.request('/api/ask', postJson({ question: 'a'.repeat(2000) }))).status).toBe(200);
  });

  it('refuses a body over 256 KiB, naming the limit', async () => {
    const response = await createTestApp().request('/api/ask', postJson({ question: 'a'.repeat(300_000) }));
    const problem = await readProblem(response);
    expect(problem).toMatchObject({ status: 413, code: 'body_too_large' });
    expect(problem.detail).toContain('262144 bytes');
  });

  it.each(['', '{', 'How much?', '{"question": "Tea?"', '\u0000'])(
    'says that %j is not JSON',
    async (body) => {
      const headers = { 'Content-Type': 'application/json' };
      const response = await createTestApp().request('/api/ask', { method: 'POST', headers, body });
      const problem = await readProblem(response);
      expect(problem).toMatchObject({ status: 400, code: 'malformed_json' });
      expect(problem.detail).toContain('not valid JSON');
    },
  );

  it.each(['/api/ask', '/api/search', '/api/chat', '/v1/chat/completions'])(
    'refuses what is not UTF-8 at %s, and answers no question that nobody has asked',
    async (path) => {
      const headers = { 'Content-Type': 'application/json' };
      const [asked, chat] = [
        '{"question":"Caf\xe9?","query":"Caf\xe9?"}',
        '{"messages":[{"role":"user","content":"Caf\xe9?"}]}',
      ];
      const text = path.includes('chat') ? chat : asked;
      const post = (encoding: BufferEncoding) =>
        createTestApp().request(path, { method: 'POST', headers, body: Buffer.from(text, encoding) });
      const refused = await post('latin1');
      expect(refused.status).toBe(400);
      expect(await refused.text()).toContain('not valid JSON in UTF-8');
      expect(await (await post('utf8')).text()).not.toContain('UTF-8');
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'refuses %s, which a page of another site could send without asking',
    async (contentType) => {
      const request = postJson({ question: 'Tea?' }, { 'Content-Type': contentType });
      const problem = await readProblem(await createTestApp().request('/api/ask', request));
      expect(problem).toMatchObject({ status: 415, code: 'unsupported_media_type' });
      expect(problem.detail).toContain('application/json');
    },
  );
});

describe('POST /api/search', () => {
  it('answers with passages', async () => {
    const response = await createTestApp().request('/api/search', postJson({ query: 'tea', limit: 5 }));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      hits: [{ quote: 'Tea is grown in Assam.', start: 0, end: 22 }],
    });
  });

  it.each([{ query: '' }, { query: 'tea', limit: 0 }, { query: 'tea', limit: 51 }, { question: 'tea' }])(
    'refuses %j',
    async (body) => {
      const response = await createTestApp().request('/api/search', postJson(body));
      expect((await readProblem(response)).code).toBe('invalid_request');
    },
  );
});
