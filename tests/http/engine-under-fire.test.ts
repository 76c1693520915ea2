import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ProbedServer, startProbedServer } from './support/probed-server.js';
import { postJson, readProblem } from './support/requests.js';

let server: ProbedServer;
beforeEach(async () => {
  server = await startProbedServer();
});
afterEach(() => server.stop());

/** Questions of which none is in the reader's cache: such would not be read. */
let asked = 0;
const question = () => ({ question: `How much is Alibaba investing in the year ${++asked}?` });
const ask = (signal?: AbortSignal) =>
  fetch(`${server.url}/api/ask`, { ...postJson(question()), ...(signal && { signal }) });

/** Resolves once so many questions are under way or waiting. */
const sawInProgress = (count: number) =>
  expect
    .poll(async () => (await fetch(`${server.url}/metrics`)).text(), { timeout: 30_000 })
    .toContain(`citewell_questions_in_progress ${count}\n`);

describe('a client that leaves', () => {
  it('frees the engine after at most the passage that it is reading', async () => {
    expect((await ask()).status).toBe(200);
    const { readings } = server;
    expect(readings).toBeGreaterThan(1);
    await server.hold('readings');
    const client = new AbortController();
    const left = ask(client.signal);
    await server.sawReadings(readings + 1);
    const waiting = ask();
    await sawInProgress(2);
    client.abort();
    await expect(left).rejects.toThrow('aborted');
    await server.program.saw(/"status":499/);
    // The reader is still held up in the passage: no clock is raced.
    expect(server.readings).toBe(readings + 1);
    await server.release('readings');
    const { passagesRead } = await (await waiting).json();
    expect(passagesRead).toBeGreaterThan(0);
    expect(server.readings).toBe(readings + 1 + passagesRead);
  });

  it('before its question is begun costs the engine nothing', async () => {
    expect((await ask()).status).toBe(200);
    const { readings } = server;
    await server.hold('readings');
    const first = ask();
    await server.sawReadings(readings + 1);
    const client = new AbortController();
    const left = Array.from({ length: 10 }, () => ask(client.signal).catch(() => undefined));
    await sawInProgress(11);
    client.abort();
    await Promise.all(left);
    await sawInProgress(1);
    await server.release('readings');
    const { passagesRead } = await (await first).json();
    expect((await ask()).status).toBe(200);
    expect(server.readings).toBeLessThanOrEqual(readings + passagesRead + 4);
  });
});

describe('an engine that crashes', () => {
  it('fails its questions clearly, is not ready, and answers again by itself', async () => {
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await server.hold('readings');
    const running = [ask(), ask(), ask()];
    await server.sawReadings(1);
    await sawInProgress(3);
    await server.hold('start');
    await server.crash('engine');
    await server.release('readings');
    for (const response of await Promise.all(running)) {
      expect(response.headers.get('Retry-After')).toMatch(/^\d+$/);
      expect(await readProblem(response)).toMatchObject({ status: 503, code: 'engine_stopped' });
    }
    const ready = await fetch(`${server.url}/readyz`);
    expect(ready.headers.get('Retry-After')).toMatch(/^\d+$/);
    expect(await readProblem(ready)).toMatchObject({ status: 503, code: 'not_ready' });
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    await server.release('start');
    await expect
      .poll(async () => (await fetch(`${server.url}/readyz`)).status, { timeout: 30_000 })
      .toBe(200);
    expect((await ask()).status).toBe(200);
    expect((await server.stop()).code).toBe(0);
  });

  it.each(['engine', 'readers'] as const)(
    'or whose %s crash in the middle of a reading takes nothing else along',
    async (what) => {
      for (let time = 0; time < 3; time++) {
        const { readings } = server;
        const running = [ask(), ask(), ask()];
        await server.sawReadings(readings + 1);
        await server.crash(what);
        for (const { status } of await Promise.all(running)) expect([200, 503]).toContain(status);
        await expect
          .poll(async () => (await fetch(`${server.url}/readyz`)).status, { timeout: 30_000 })
          .toBe(200);
      }
      expect((await ask()).status).toBe(200);
      expect((await server.stop()).code).toBe(0);
    },
  );
});

describe('an engine whose readers have crashed', () => {
  it('is replaced whatever Node is told to do with rejections, and the log says why', async () => {
    const lenient = await startProbedServer('--unhandled-rejections=warn');
    try {
      await lenient.crash('readers');
      await lenient.program.saw(
        'The engine stopped and is started again: A thread of the models has stopped.',
      );
      const answered = async () => {
        const response = await fetch(`${lenient.url}/api/ask`, postJson(question()));
        return response.status;
      };
      await expect.poll(answered, { timeout: 30_000 }).toBe(200);
    } finally {
      expect((await lenient.stop()).code).toBe(0);
    }
  });
});

describe('SIGTERM under load', () => {
  const CLIENTS = 8;

  /** Asks over one connection, which it goes on using for as long as the server lets it. */
  function askOver(agent: Agent): Promise<{ response: IncomingMessage; body: string }> {
    return new Promise((resolve, reject) => {
      const asking = request(`${server.url}/api/ask`, {
        method: 'POST',
        agent,
        headers: { 'Content-Type': 'application/json' },
      });
      asking.on('error', reject);
      asking.on('response', (response) => text(response).then((body) => resolve({ response, body }), reject));
      asking.end(JSON.stringify(question()));
    });
  }

  /** 'connected', or why not. */
  function connectionTo(port: number): Promise<string | undefined> {
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve('connected');
      });
      socket.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
    });
  }

  it('finishes what runs, takes nothing more, and exits 0, though every connection is kept alive', async () => {
    const agents = Array.from({ length: CLIENTS }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
    for (const agent of agents) {
      expect((await askOver(agent)).response.headers.connection).toBe('keep-alive');
    }
    const { readings } = server;
    await server.hold('readings');
    const clients = agents.map(async (agent) => {
      const answers = [await askOver(agent)];
      for (;;) {
        try {
          answers.push(await askOver(agent));
        } catch (error) {
          return { answers, error: error as NodeJS.ErrnoException };
        }
      }
    });
    await server.sawReadings(readings + 1);
    await sawInProgress(CLIENTS);
    const ended = server.stop();
    await expect.poll(() => connectionTo(server.port), { timeout: 30_000 }).toBe('ECONNREFUSED');
    await server.release('readings');
    for (const { answers, error } of await Promise.all(clients)) {
      expect(answers.map(({ response }) => response.statusCode)).toEqual([200]);
      expect(answers.map(({ response }) => response.headers.connection)).toEqual(['close']);
      expect(JSON.parse(answers[0]?.body ?? '')).toHaveProperty('outcome');
      expect(error.code).toBe('ECONNREFUSED');
    }
    expect(await ended).toMatchObject({ code: 0 });
  });
});
