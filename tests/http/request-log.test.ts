import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { describeError } from '../../server/logged-error.js';
import { jsonLineLog } from '../../server/request-log.js';
import { startServer } from '../../server/start-server.js';
import { CitewellError } from '../../src/errors.js';
import { InMemoryAnswerer } from './support/in-memory-answerer.js';
import { createTestApp, postJson } from './support/requests.js';

describe('the log as JSON lines', () => {
  it('writes one line a request, which no path can split', async () => {
    const stream = new PassThrough();
    const app = createTestApp({ log: jsonLineLog(stream) });
    await app.request('/nothing%0A%7B%22status%22:200%7D%E2%80%A8', { headers: { 'X-Request-Id': 'first' } });
    await app.request('/livez', { headers: { 'X-Request-Id': 'second' } });
    const lines = String(stream.read()).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { requestId: 'first', status: 404, method: 'GET' },
      { requestId: 'second', status: 200, path: '/livez' },
    ]);
  });

  const askAndLog = async (question: string, logQuestions: boolean) => {
    const stream = new PassThrough();
    const app = createTestApp({ log: jsonLineLog(stream), logQuestions });
    await app.request('/api/ask', postJson({ question }));
    await app.request('/api/search', postJson({ query: question }));
    return String(stream.read());
  };

  it('tells what was asked and searched for only where that is wanted', async () => {
    expect(await askAndLog('Who drinks tea?', false)).not.toContain('tea');
    const lines = (await askAndLog('Who drinks tea?', true)).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'info', question: 'Who drinks tea?', path: '/api/ask' },
      { level: 'info', question: 'Who drinks tea?', path: '/api/search' },
    ]);
  });

  it('has no line, column or colour that a question made', async () => {
    const question = 'tea?\r\n{"level":"fatal"}\u001b[31m\u0085\u009b\u2028\u2029\u202e\u0000\u007f';
    const written = await askAndLog(question, true);
    expect(written.replaceAll('\n', '').match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)).toBeNull();
    const lines = written.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: 'info', status: 200 });
  });

  it('tells failures of the server by their level', async () => {
    const stream = new PassThrough();
    const log = jsonLineLog(stream);
    const entry = { time: '', requestId: '', method: 'GET', path: '/', durationMilliseconds: 1 };
    log({ ...entry, status: 503 });
    expect(JSON.parse(String(stream.read()))).toMatchObject({ level: 'error', status: 503 });
  });

  it('tells that a question was refused for lack of room, and not that something failed', () => {
    const stream = new PassThrough();
    const error = describeError(new CitewellError('overloaded', '2 questions are being answered.'));
    const entry = { time: '', requestId: '', method: 'POST', path: '/api/ask', durationMilliseconds: 1 };
    jsonLineLog(stream)({ ...entry, status: 503, error });
    const line = JSON.parse(String(stream.read()));
    expect(line).toMatchObject({ level: 'warn', error: { code: 'overloaded' } });
    expect(line.error).not.toHaveProperty('frames');
  });

  it('counts what is refused while much is, and tells of each first and of all else', async () => {
    vi.useFakeTimers();
    try {
      const stream = new PassThrough();
      const log = jsonLineLog(stream);
      const error = describeError(new CitewellError('overloaded', '2 questions are being answered.'));
      const entry = { time: '', method: 'POST', path: '/api/ask', durationMilliseconds: 1 };
      const refuse = (requestId: string) => log({ ...entry, requestId, status: 503, error });
      const lines = () => {
        const written: string = stream.read()?.toString() ?? '';
        return written
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line));
      };
      for (const id of ['first', 'second', 'third']) refuse(id);
      log({ ...entry, requestId: 'answered', status: 200 });
      expect(lines().map(({ requestId }) => requestId)).toEqual(['first', 'answered']);
      vi.advanceTimersByTime(1_000);
      expect(lines()).toEqual([
        { level: 'warn', time: expect.any(String), refused: 2, error: { code: 'overloaded' } },
      ]);
      refuse('fourth');
      vi.advanceTimersByTime(3_000);
      expect(lines()).toMatchObject([{ refused: 1 }]);
      refuse('fifth');
      expect(lines()).toMatchObject([{ requestId: 'fifth', error: { code: 'overloaded' } }]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('tells how many were refused last before the server has closed', async () => {
    const stream = new PassThrough();
    const log = jsonLineLog(stream);
    const server = await startServer({
      answerer: new InMemoryAnswerer(),
      version: 'test',
      webFolder: '',
      host: '127.0.0.1',
      port: 0,
      log,
    });
    const error = describeError(new CitewellError('overloaded', '2 questions are being answered.'));
    const entry = { time: '', method: 'POST', path: '/api/ask', durationMilliseconds: 1 };
    for (const requestId of ['first', 'second', 'third']) log({ ...entry, requestId, status: 503, error });
    await server.close();
    const [, last] = String(stream.read()).trim().split('\n');
    expect(JSON.parse(last ?? '')).toMatchObject({ level: 'warn', refused: 2 });
  });

  it('tells an operator the message of our own errors and the place of all, down to the cause', () => {
    const cause = Object.assign(new Error('near "secret question": syntax error'), { code: 'SQLITE_ERROR' });
    const logged = describeError(
      new CitewellError('storage_failed', '/srv/index.sqlite is full', {}, { cause }),
    );
    expect(logged).toMatchObject({
      name: 'CitewellError',
      code: 'storage_failed',
      message: '/srv/index.sqlite is full',
      cause: { name: 'Error', code: 'SQLITE_ERROR' },
    });
    expect(logged.cause?.frames[0]).toContain('request-log.test.ts');
    expect(JSON.stringify(logged)).not.toContain('secret');
  });

  it('ends with an error that is its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(describeError(error)).length).toBeLessThan(100_000);
  });
});
