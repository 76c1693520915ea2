import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { jsonLineLog } from '../../server/request-log.js';
import { CitewellError } from '../../src/errors.js';
import { InMemoryAnswerer } from './support/in-memory-answerer.js';
import { createTestApp, readProblem } from './support/requests.js';

describe('health', () => {
  it('lives with a version, also when it is not ready', async () => {
    const answerer = new InMemoryAnswerer();
    answerer.status = () => Promise.reject(new Error('no'));
    const response = await createTestApp({ answerer }).request('/livez');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ alive: true, version: '0.0.0-test' });
  });

  it('is ready with what the index holds', async () => {
    const response = await createTestApp().request('/readyz');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ready: true, generation: 7, documents: 3, passages: 3 });
  });

  it('is not ready, with a time to ask again, until the index is', async () => {
    const answerer = new InMemoryAnswerer();
    const status = await answerer.status();
    answerer.status = () => Promise.resolve({ ...status, ready: false });
    const response = await createTestApp({ answerer }).request('/readyz');
    expect(await readProblem(response)).toMatchObject({ status: 503, code: 'not_ready' });
    expect(response.headers.get('Retry-After')).toBe('5');
  });

  it('logs a start as no failure: one line without frames, below the level of errors', async () => {
    const answerer = new InMemoryAnswerer();
    const status = await answerer.status();
    answerer.status = () => Promise.resolve({ ...status, ready: false });
    const stream = new PassThrough();
    await createTestApp({ answerer, log: jsonLineLog(stream) }).request('/readyz');
    const line = String(stream.read());
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', status: 503, error: { code: 'not_ready' } });
    expect(line).not.toContain('frames');
    answerer.status = () => Promise.reject(new CitewellError('index_damaged', 'It is damaged.'));
    await createTestApp({ answerer, log: jsonLineLog(stream) }).request('/readyz');
    expect(JSON.parse(String(stream.read()))).toMatchObject({ level: 'error' });
  });

  it.each([new CitewellError('index_damaged', '/srv/index.hnsw is damaged'), new Error('/srv/x')])(
    'is not ready when the status fails with %s, and names no path',
    async (error) => {
      const answerer = new InMemoryAnswerer();
      answerer.status = () => Promise.reject(error);
      const problem = await readProblem(await createTestApp({ answerer }).request('/readyz'));
      expect(problem).toMatchObject({ status: 503, code: 'not_ready' });
      expect(JSON.stringify(problem)).not.toContain('/srv');
    },
  );
});
