import { afterEach, describe, expect, it } from 'vitest';
import type { RequestLogEntry } from '../../server/request-log.js';
import type { RunningServer, ServerSettings } from '../../server/start-server.js';
import { CitewellError } from '../../src/errors.js';
import { InMemoryAnswerer } from './support/in-memory-answerer.js';
import { postJson, readProblem } from './support/requests.js';
import { createSignal, openConnection, startTestServer } from './support/sockets.js';

const running: RunningServer[] = [];

async function start(settings: Partial<ServerSettings> = {}): Promise<RunningServer> {
  const server = await startTestServer({
    ...settings,
    connections: { shutdownMilliseconds: 200, ...settings.connections },
  });
  running.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

const ASK_HEAD = ['POST /api/ask HTTP/1.1', 'Host: localhost', 'Content-Type: application/json'];

describe('over a real socket', () => {
  it('answers, and describes where it listens', async () => {
    const server = await start();
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    const response = await fetch(`${server.url}/api/ask`, postJson({ question: 'Tea?' }));
    expect(await response.json()).toMatchObject({ citations: [{ quote: 'Tea is grown in Assam.' }] });
  });

  it('keeps documents with slashes in their ids apart', async () => {
    const { url } = await start();
    const answerer = new InMemoryAnswerer();
    for (const id of ['guides/brewing tea?.md', 'guides/text', 'notes.txt']) {
      const response = await fetch(`${url}/api/documents/${encodeURIComponent(id)}/text`);
      expect(await response.text()).toBe((await answerer.getDocument(id)).text);
    }
    expect((await readProblem(await fetch(`${url}/api/documents/..%2f..%2fetc%2fpasswd/text`))).status).toBe(
      404,
    );
    const raw = await openConnection(
      Number(new URL(url).port),
      'GET /api/documents/../../../etc/passwd HTTP/1.1',
      'Host: localhost',
      'Connection: close',
      '',
      '',
    );
    expect(await raw.closed).toMatch(/^HTTP\/1.1 404[\s\S]*route_not_found/);
  });

  it('names the limit to a question of 100,000 characters', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/api/ask`, postJson({ question: 'a'.repeat(100_000) }));
    const problem = await readProblem(response);
    expect(problem).toMatchObject({ status: 400, code: 'question_too_long' });
    expect(problem.detail).toContain('2000 characters');
  });

  it('refuses a body that is declared too large before it is sent', async () => {
    const { port } = await start();
    const { closed, socket } = await openConnection(
      port,
      ...ASK_HEAD,
      'Content-Length: 999999999',
      'Connection: close',
      '',
      '{',
    );
    const received = await closed;
    expect(received).toMatch(/^HTTP\/1.1 413[\s\S]*body_too_large/);
    socket.destroy();
  });

  it('refuses a body of undeclared length as soon as it is too large', async () => {
    const { url } = await start();
    const chunk = new Uint8Array(64 * 1024).fill(32);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        return sent > 5 ? controller.close() : controller.enqueue(chunk);
      },
    });
    const request = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      duplex: 'half' as const,
    };
    expect(await readProblem(await fetch(`${url}/api/ask`, request))).toMatchObject({ status: 413 });
  });

  it('makes a request id of its own when the client tries to split headers', async () => {
    const { port } = await start();
    const head = ['GET /livez HTTP/1.1', 'Host: localhost', 'Connection: close'];
    const encoded = await openConnection(port, ...head, 'X-Request-Id: a%0d%0aSet-Cookie: x=1', '', '');
    const bare = await openConnection(port, ...head, 'X-Request-Id: a\rSet-Cookie: x=1', '', '');
    expect(await encoded.closed).toMatch(/^HTTP\/1.1 200[\s\S]*x-request-id: [\da-f-]{36}\r\n/i);
    expect(await bare.closed).toMatch(/^HTTP\/1.1 400/);
    expect(await encoded.closed).not.toMatch(/^set-cookie/im);
  });

  it('cuts off a client that stops in the middle of its body, and serves the others', async () => {
    const { port, url } = await start({
      connections: { requestMilliseconds: 150, headersMilliseconds: 100, checkMilliseconds: 30 },
    });
    const body = await openConnection(port, ...ASK_HEAD, 'Content-Length: 100', '', '{"question": "Te');
    const headers = await openConnection(port, 'POST /api/ask HTTP/1.1', 'Host: loc');
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    expect(await body.closed).toMatch(/^HTTP\/1.1 408/);
    expect(await headers.closed).toMatch(/^HTTP\/1.1 408/);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });

  it('outlives a client that leaves in the middle of its body', async () => {
    const { port, url } = await start();
    const { socket, closed } = await openConnection(
      port,
      ...ASK_HEAD,
      'Content-Length: 100',
      '',
      '{"question": "Te',
    );
    socket.destroy();
    await closed;
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });

  it('tells the answerer that its client left', async () => {
    const answerer = new InMemoryAnswerer();
    const asked = createSignal();
    const aborted = createSignal();
    answerer.ask = (_question, options) => {
      options?.signal?.addEventListener('abort', aborted.fire);
      asked.fire();
      return new Promise(() => {});
    };
    const entries: RequestLogEntry[] = [];
    const logged = createSignal();
    const { url } = await start({
      answerer,
      log: (entry) => {
        entries.push(entry);
        logged.fire();
      },
    });
    const client = new AbortController();
    const response = fetch(`${url}/api/ask`, { ...postJson({ question: 'Tea?' }), signal: client.signal });
    await asked.promise;
    client.abort();
    await expect(response).rejects.toThrow('aborted');
    await aborted.promise;
    await logged.promise;
    expect(entries).toMatchObject([{ path: '/api/ask', status: 499 }]);
  });
});

describe('a client that does not read', () => {
  /** More than the buffers of both ends hold. */
  const MUCH = 'x'.repeat(1_000_000);

  function askMuch(): InMemoryAnswerer {
    const answerer = new InMemoryAnswerer();
    answerer.askStream = async function* (question, options) {
      for (let piece = 0; piece < 30; piece++) yield { type: 'delta', text: MUCH };
      yield { type: 'answer', answer: await answerer.ask(question, options) };
    };
    return answerer;
  }
  const BODY = JSON.stringify({ question: 'Tea?' });
  const ask = (port: number) =>
    openConnection(
      port,
      ...ASK_HEAD,
      'Accept: text/event-stream',
      `Content-Length: ${BODY.length}`,
      '',
      BODY,
    ).then(({ socket, closed }) => {
      socket.pause();
      return { socket, closed };
    });

  it('keeps no place in the queue from the others', async () => {
    const { port, url } = await start({ answerer: askMuch(), limits: { queueLimit: 1 } });
    const { socket } = await ask(port);
    await expect
      .poll(async () => (await fetch(`${url}/api/search`, postJson({ query: 'tea' }))).status)
      .toBe(200);
    socket.destroy();
  });

  it('is cut off once no byte has moved for long', async () => {
    const { port, url } = await start({
      answerer: askMuch(),
      connections: { silentMilliseconds: 200, shutdownMilliseconds: 10_000 },
    });
    const { socket, closed } = await ask(port);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    socket.resume();
    expect((await closed).length).toBeLessThan(30 * MUCH.length);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });
});

describe('starting and stopping', () => {
  it('says which port is in use and what to do', async () => {
    const { port } = await start();
    const failure: unknown = await startTestServer({ port }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CitewellError);
    expect(failure).toMatchObject({ code: 'port_in_use', details: { port, host: '127.0.0.1' } });
    expect(String(failure)).toContain(`Port ${port}`);
    expect(String(failure)).toContain('--port');
  });

  it('says that an address is not one of this machine', async () => {
    await expect(startTestServer({ host: '192.0.2.1' })).rejects.toMatchObject({ code: 'invalid_settings' });
  });

  it('lets a running request finish, refuses new ones, and closes idle connections', async () => {
    const answerer = new InMemoryAnswerer();
    const answer = await answerer.ask('Tea?');
    const asked = createSignal();
    const release = createSignal();
    answerer.ask = async () => {
      asked.fire();
      await release.promise;
      return answer;
    };
    const server = await start({ answerer, connections: { shutdownMilliseconds: 10_000 } });
    await (await fetch(`${server.url}/livez`)).text();
    const silent = await openConnection(server.port);
    const response = fetch(`${server.url}/api/ask`, postJson({ question: 'Tea?' }));
    await asked.promise;
    const begin = performance.now();
    const closed = server.close();
    await expect(fetch(`${server.url}/livez`)).rejects.toThrow('fetch failed');
    release.fire();
    expect((await response).status).toBe(200);
    expect(await (await response).json()).toMatchObject({ id: 'answer-1' });
    await closed;
    await silent.closed;
    expect(performance.now() - begin).toBeLessThan(2_000);
    await server.close();
  });

  it('cuts requests that run longer than the limit for stopping, and tells the answerer', async () => {
    const answerer = new InMemoryAnswerer();
    const asked = createSignal();
    const aborted = createSignal();
    answerer.ask = (_question, options) => {
      options?.signal?.addEventListener('abort', aborted.fire);
      asked.fire();
      return new Promise(() => {});
    };
    const server = await start({ answerer, connections: { shutdownMilliseconds: 100 } });
    const response = fetch(`${server.url}/api/ask`, postJson({ question: 'Tea?' })).catch(
      (error: unknown) => error,
    );
    await asked.promise;
    await server.close();
    await aborted.promise;
    expect(String(await response)).toContain('fetch failed');
  });
});
