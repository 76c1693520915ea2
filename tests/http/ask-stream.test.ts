import { afterEach, describe, expect, it } from 'vitest';
import type { RequestLogEntry } from '../../server/request-log.js';
import type { RunningServer, ServerSettings } from '../../server/start-server.js';
import { CitewellError } from '../../src/errors.js';
import { InMemoryAnswerer } from './support/in-memory-answerer.js';
import { createTestApp, postJson, readProblem } from './support/requests.js';
import { createSignal, startTestServer } from './support/sockets.js';

const EVENTS = { Accept: 'text/event-stream' };
const QUESTION = { question: 'Where is tea grown?' };

interface ServerSentEvent {
  readonly event: string;
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server sent
  readonly data: any;
}

/** What a browser's EventSource would make of a whole stream. */
function parseEvents(body: string): ServerSentEvent[] {
  return body
    .split('\n\n')
    .filter((block) => block !== '' && !block.startsWith(':'))
    .map((block) => {
      const fields = new Map(
        block
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
      );
      return {
        event: fields.get('event') ?? '',
        id: fields.get('id') ?? '',
        data: JSON.parse(fields.get('data') ?? 'null'),
      };
    });
}

const running: RunningServer[] = [];
async function start(settings: Partial<ServerSettings> = {}): Promise<RunningServer> {
  const server = await startTestServer({ connections: { shutdownMilliseconds: 200 }, ...settings });
  running.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

describe('an answer as server-sent events', () => {
  it('comes stage by stage, citation by citation, piece by piece, and last as a whole', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/api/ask`, postJson(QUESTION, EVENTS));
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toContain('text/event-stream');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('X-Accel-Buffering')).toBe('no');
    const events = parseEvents(await response.text());
    expect(events.map(({ event }) => event)).toEqual(['status', 'citation', 'delta', 'answer']);
    const answer = events.at(-1)?.data;
    expect(events[0]?.data).toEqual({ stage: 'searching' });
    expect(events[1]?.data).toEqual({ citation: answer.citations[0] });
    expect(events[2]?.data).toEqual({ text: answer.text });
    expect(events.map(({ id }) => id)).toEqual([1, 2, 3, 4].map((number) => `${answer.id}:${number}`));
  });

  it.each([
    ['text/event-stream', true],
    ['TEXT/Event-Stream', true],
    ['text/event-stream; charset=utf-8', true],
    ['text/*', true],
    ['text/event-stream, */*', true],
    ['text/event-stream, */*;q=0.1', true],
    ['application/json;q=0.5, text/event-stream', true],
    ['application/json;q=0, */*', true],
    [undefined, false],
    ['', false],
    ['*/*', false],
    ['application/*', false],
    ['*/*;q=0.8', false],
    ['application/json, text/event-stream', false],
    ['application/json, text/event-stream;q=0.5', false],
    ['application/json, text/plain, */*', false],
    ['text/event-stream;q=0.1, */*', false],
    ['text/event-stream;q=0, */*', false],
    ['text/event-stream;q=0', false],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false],
    ['image/png', false],
    [';q=,', false],
  ])('is for Accept: %s: %s', async (accept, isEvents) => {
    const request = new Request('http://localhost/api/ask', postJson(QUESTION));
    if (accept !== undefined) request.headers.set('Accept', accept);
    const { headers, status } = await createTestApp().request(request);
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toMatch(isEvents ? /^text\/event-stream/ : /^application\/json/);
  });

  it('fails with its status where nothing was sent yet', async () => {
    const answerer = new InMemoryAnswerer();
    answerer.askStream = () => {
      throw new CitewellError('not_ready', 'No index.');
    };
    const app = createTestApp({ answerer });
    const response = await app.request('/api/ask', postJson(QUESTION, EVENTS));
    expect(await readProblem(response)).toMatchObject({ status: 503, code: 'not_ready' });
    const invalid = await app.request('/api/ask', postJson({ question: '' }, EVENTS));
    expect(await readProblem(invalid)).toMatchObject({ status: 400, code: 'invalid_request' });
  });

  it('fails with an event once it has begun, which tells no more than a response would, and is logged', async () => {
    const answerer = new InMemoryAnswerer();
    answerer.ask = () => Promise.reject(new Error('SELECT secret FROM /srv/data'));
    const log: RequestLogEntry[] = [];
    const { url } = await start({ answerer, log: (entry) => log.push(entry) });
    const response = await fetch(`${url}/api/ask`, postJson(QUESTION, EVENTS));
    const body = await response.text();
    const events = parseEvents(body);
    expect(events.map(({ event }) => event)).toEqual(['status', 'error']);
    expect(events[1]?.data).toMatchObject({
      status: 500,
      code: 'internal_error',
      requestId: response.headers.get('X-Request-Id'),
    });
    expect(body).not.toContain('secret');
    expect(log.find(({ error }) => error)?.requestId).toBe(events[1]?.data.requestId);
  });

  it('ends with an event when its time is up', async () => {
    const answerer = new InMemoryAnswerer();
    answerer.ask = () => new Promise(() => undefined);
    const { url } = await start({ answerer, limits: { answerMilliseconds: 50 } });
    const events = parseEvents(await (await fetch(`${url}/api/ask`, postJson(QUESTION, EVENTS))).text());
    expect(events.at(-1)).toMatchObject({ event: 'error', data: { code: 'not_ready', status: 503 } });
  });

  it('says that it is still there while there is nothing to tell', async () => {
    const answerer = new InMemoryAnswerer();
    const release = createSignal();
    const { ask } = answerer;
    answerer.ask = async (...asked) => {
      await release.promise;
      return ask.apply(answerer, asked);
    };
    const { url } = await start({ answerer, limits: { heartbeatMilliseconds: 10 } });
    const response = await fetch(`${url}/api/ask`, postJson(QUESTION, EVENTS));
    let body = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      body += decoder.decode(chunk, { stream: true });
      if (body.split(': still here').length > 3) release.fire();
    }
    expect(parseEvents(body).at(-1)?.event).toBe('answer');
  });

  it('stops the work when its client leaves', async () => {
    const answerer = new InMemoryAnswerer();
    const stopped = createSignal();
    answerer.ask = (_question, { signal } = {}) => {
      signal?.addEventListener('abort', () => stopped.fire());
      return new Promise(() => undefined);
    };
    const { url } = await start({ answerer });
    const client = new AbortController();
    await fetch(`${url}/api/ask`, { ...postJson(QUESTION, EVENTS), signal: client.signal });
    client.abort();
    await stopped.promise;
  });
});

describe('GET /api/answers/{id}', () => {
  it('gives the very answer again, streamed or not', async () => {
    const app = createTestApp();
    const answer = await (await app.request('/api/ask', postJson(QUESTION))).json();
    expect(await (await app.request(`/api/answers/${answer.id}`)).json()).toEqual(answer);
    const events = parseEvents(await (await app.request('/api/ask', postJson(QUESTION, EVENTS))).text());
    const streamed = events.at(-1)?.data;
    expect(streamed.id).not.toBe(answer.id);
    expect(await (await app.request(`/api/answers/${streamed.id}`)).json()).toEqual(streamed);
  });

  it('says that an answer is being made, from the first event on, and nothing of one that was given up', async () => {
    const answerer = new InMemoryAnswerer();
    const release = createSignal();
    answerer.ask = async () => {
      await release.promise;
      throw new CitewellError('engine_stopped', 'Gone.');
    };
    const { url } = await start({ answerer });
    const response = await fetch(`${url}/api/ask`, postJson(QUESTION, EVENTS));
    const reader = response.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    const id = parseEvents(first)[0]?.id.split(':')[0];
    const expected = await fetch(`${url}/api/answers/${id}`);
    expect(expected.status).toBe(202);
    expect(expected.headers.get('Retry-After')).toBe('1');
    expect(await expected.json()).toEqual({ id });
    release.fire();
    while (!(await reader?.read())?.done);
    expect(await readProblem(await fetch(`${url}/api/answers/${id}`))).toMatchObject({ code: 'not_found' });
  });

  it('knows no answer of another id', async () => {
    const response = await createTestApp().request('/api/answers/none');
    expect(await readProblem(response)).toMatchObject({ status: 404, code: 'not_found' });
  });
});

describe('more questions than there is room for', () => {
  it('are refused at once, with when to come again, until one has ended', async () => {
    const answerer = new InMemoryAnswerer();
    const release = createSignal();
    const { ask } = answerer;
    answerer.ask = async (...asked) => {
      await release.promise;
      return ask.apply(answerer, asked);
    };
    const entries: RequestLogEntry[] = [];
    const log = (entry: RequestLogEntry) => entries.push(entry);
    const { url } = await start({ answerer, log, limits: { queueLimit: 2 } });
    const first = fetch(`${url}/api/ask`, postJson(QUESTION));
    const stream = await fetch(`${url}/api/ask`, postJson(QUESTION, EVENTS));
    for (const [path, body, headers] of [
      ['ask', QUESTION, {}],
      ['ask', QUESTION, EVENTS],
      ['search', { query: 'tea' }, {}],
    ] as const) {
      const refused = await fetch(`${url}/api/${path}`, postJson(body, headers));
      expect(refused.headers.get('Retry-After')).toBe('5');
      expect(await readProblem(refused)).toMatchObject({ status: 503, code: 'overloaded' });
    }
    // Whatever the body is: it is not read.
    for (const path of ['/api/ask', '/api/search', '/api/chat', '/v1/chat/completions']) {
      expect((await fetch(`${url}${path}`, { ...postJson({}), body: '{' })).status).toBe(503);
    }
    const refusals = entries.filter(({ status }) => status === 503);
    expect(refusals).toHaveLength(7);
    for (const { error } of refusals) expect(error).toMatchObject({ code: 'overloaded', frames: [] });
    release.fire();
    await Promise.all([(await first).text(), stream.text()]);
    expect((await fetch(`${url}/api/ask`, postJson(QUESTION))).status).toBe(200);
  });

  it('do not count those that failed or whose clients left', async () => {
    const answerer = new InMemoryAnswerer();
    answerer.ask = (_question, { signal } = {}) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new CitewellError('cancelled', 'Left.')));
      });
    const { url } = await start({ answerer, limits: { queueLimit: 1 } });
    for (const headers of [{}, EVENTS]) {
      const client = new AbortController();
      const asked = fetch(`${url}/api/ask`, { ...postJson(QUESTION, headers), signal: client.signal });
      setTimeout(() => client.abort(), 50);
      await asked.then((response) => response.text()).catch(() => undefined);
      await expect
        .poll(async () => (await fetch(`${url}/api/search`, postJson({ query: 'tea' }))).status)
        .toBe(200);
    }
    answerer.ask = () => Promise.reject(new CitewellError('engine_stopped', 'Gone.'));
    for (let time = 0; time < 3; time++) {
      expect((await readProblem(await fetch(`${url}/api/ask`, postJson(QUESTION)))).code).toBe(
        'engine_stopped',
      );
    }
  });
});
