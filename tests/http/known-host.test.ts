import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../server/start-server.js';
import { InMemoryAnswerer } from './support/in-memory-answerer.js';
import { temporaryFolder } from './support/requests.js';

let server: RunningServer | undefined;
afterEach(() => server?.close());

async function statusFor(host: string, allowOrigins: readonly string[] = []): Promise<number | undefined> {
  server = await startServer({
    answerer: new InMemoryAnswerer(),
    version: '0.0.0-test',
    webFolder: temporaryFolder(),
    host: '127.0.0.1',
    port: 0,
    allowOrigins,
  });
  const { port } = server;
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/api/documents', headers: { Host: host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('a server on this machine', () => {
  it.each(['127.0.0.1:8787', 'localhost', '[::1]:8787'])('answers for %s', async (host) => {
    expect(await statusFor(host)).toBe(200);
  });

  it('refuses a name that a web page has pointed at it', async () => {
    expect(await statusFor('rebound.example.org')).toBe(400);
  });

  it('answers for the name of an allowed origin, and for any if all are', async () => {
    expect(await statusFor('docs.example.org', ['https://docs.example.org'])).toBe(200);
    await server?.close();
    expect(await statusFor('other.example.org', ['*'])).toBe(200);
  });
});
