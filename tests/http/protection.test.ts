import { afterEach, describe, expect, it } from 'vitest';
import type { RequestLogEntry } from '../../server/request-log.js';
import type { RunningServer, ServerSettings } from '../../server/start-server.js';
import { postJson, readProblem } from './support/requests.js';
import { startTestServer } from './support/sockets.js';

const ASK_TOKEN = 'ask-token-of-the-tests-0123456789';
const ADMIN_TOKEN = 'admin-token-of-the-tests-0123456789';

const running: RunningServer[] = [];

async function start(settings: Partial<ServerSettings>): Promise<string> {
  const server = await startTestServer(settings);
  running.push(server);
  return server.url;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

describe('the rate limit', () => {
  const limited = (trustedProxies = ['127.0.0.1']) => start({ rateLimit: 2, trustedProxies });
  const askFor = (url: string, forwardedFor: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/ask`, postJson({ question: 'Tea?' }, { 'X-Forwarded-For': forwardedFor, ...headers }));

  it('refuses a client that asks too often, says when to come back, and lets others through', async () => {
    const url = await limited();
    const [first, second, third] = [
      await askFor(url, '192.0.2.1'),
      await askFor(url, '192.0.2.1'),
      await askFor(url, '192.0.2.1'),
    ];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.headers.get('RateLimit-Policy')).toBe('"client";q=2;w=60');
    expect(first.headers.get('RateLimit')).toMatch(/^"client";r=1;t=\d+$/);
    expect(await readProblem(third)).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(Number(third.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(third.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect((await askFor(url, '192.0.2.2')).status).toBe(200);
    expect((await fetch(`${url}/livez`, { headers: { 'X-Forwarded-For': '192.0.2.1' } })).status).toBe(200);
  });

  it.each([
    ['what a client writes ahead of the proxy', ['192.0.2.1', '198.51.100.7, 192.0.2.1', '::1,192.0.2.1']],
    ['a port', ['192.0.2.1:1', '192.0.2.1:2', '192.0.2.1']],
    ['IPv4 in IPv6', ['192.0.2.1', '::ffff:192.0.2.1', '::ffff:c000:201']],
    ['addresses of one IPv6 network', ['2001:db8::1', '2001:db8:0:0:ffff::2', '[2001:db8::3]:443']],
    ['trusted proxies in between', ['192.0.2.1', '192.0.2.1, 127.0.0.1', '192.0.2.1,127.0.0.1 ,127.0.0.1']],
  ])('is not got round by %s', async (_, addresses) => {
    const url = await limited();
    const statuses: number[] = [];
    for (const address of addresses) statuses.push((await askFor(url, address)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('tells IPv6 networks apart', async () => {
    const url = await limited();
    const statuses: number[] = [];
    for (const network of [1, 2, 3]) statuses.push((await askFor(url, `2001:db8:0:${network}::1`)).status);
    expect(statuses).toEqual([200, 200, 200]);
  });

  it('takes a client on this machine, and a header that no trusted proxy wrote, for no reason to count', async () => {
    const url = await limited([]);
    for (let request = 0; request < 5; request++) {
      const response = await askFor(url, '192.0.2.1');
      expect(response.status).toBe(200);
      expect(response.headers.has('RateLimit')).toBe(false);
    }
  });

  it('counts wrong tokens as well', async () => {
    const url = await start({ rateLimit: 2, trustedProxies: ['127.0.0.1'], askToken: ASK_TOKEN });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      const headers = { Authorization: `Bearer wrong-${attempt}` };
      statuses.push((await askFor(url, '192.0.2.1', headers)).status);
    }
    expect(statuses).toEqual([401, 401, 429]);
  });
});

describe('a private bot', () => {
  const entries: RequestLogEntry[] = [];
  const startPrivate = () =>
    start({
      askToken: ASK_TOKEN,
      adminToken: ADMIN_TOKEN,
      allowOrigins: ['https://intranet.example.org'],
      log: (entry) => entries.push(entry),
    });

  it.each([
    ['/api/ask', postJson({ question: 'Tea?' })],
    ['/api/search', postJson({ query: 'Tea' })],
    ['/api/documents', {}],
    ['/api/documents/notes.txt/text', {}],
    ['/api/nothing', {}],
  ])('shows nothing of %s without its token', async (path, request: RequestInit) => {
    const url = await startPrivate();
    const send = (headers: Record<string, string>) =>
      fetch(`${url}${path}`, { ...request, headers: { ...request.headers, ...headers } });
    const missing = await send({});
    expect(await readProblem(missing)).toMatchObject({ status: 401, code: 'token_required' });
    expect(missing.headers.get('WWW-Authenticate')).toBe('Bearer');
    for (const wrong of [`Bearer ${ASK_TOKEN}x`, `Bearer ${ASK_TOKEN.slice(0, -1)}`, 'Bearer é']) {
      const response = await send({ Authorization: wrong });
      expect(await readProblem(response)).toMatchObject({ status: 401, code: 'token_wrong' });
    }
    for (const other of [`Basic ${ASK_TOKEN}`, ASK_TOKEN, 'Bearer', 'Bearer  ']) {
      expect((await readProblem(await send({ Authorization: other }))).code).toBe('token_required');
    }
    for (const right of [`Bearer ${ASK_TOKEN}`, `bearer  ${ADMIN_TOKEN}`]) {
      expect((await send({ Authorization: right })).status).not.toBe(401);
    }
    expect(JSON.stringify(entries)).not.toContain('token-of-the-tests');
  });

  it('says that it lives to anybody, and lets pages of allowed sites send the token', async () => {
    const url = await startPrivate();
    for (const path of ['/livez', '/readyz', '/openapi.json']) {
      expect((await fetch(`${url}${path}`)).status).toBe(200);
    }
    const preflight = await fetch(`${url}/api/ask`, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://intranet.example.org',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toContain('Authorization');
  });
});
