import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { describeError, jsonLineLog } from '../../server/request-log.js';
import { CitewellError } from '../../src/errors.js';
import { createTestApp } from './support/requests.js';

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
