import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { DefaultChatTransport } from 'ai';
import OpenAI from 'openai';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../server/start-server.js';
import { startTestServer } from '../http/support/sockets.js';
import { openBrowser } from './support/browser.js';

/** A request as a client made it. */
interface SeenRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

/** Has the page, at another origin than the server. */
const elsewhere = createServer((_, response) => {
  response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Elsewhere</title>');
});
const originElsewhere = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  elsewhere.listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  server = await startTestServer({ allowOrigins: [originElsewhere()] });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
  elsewhere.close();
});

async function openElsewhere(): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(originElsewhere());
  return page;
}

/** What a client sends, seen on its way to the server. */
async function requestsOf(work: (fetchAndSee: typeof fetch) => Promise<unknown>): Promise<SeenRequest[]> {
  const seen: SeenRequest[] = [];
  await work((address, init) => {
    seen.push({
      method: init?.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: init?.body === undefined || init.body === null ? undefined : String(init.body),
    });
    return fetch(address, init);
  });
  return seen;
}

const CLIENTS: readonly [
  name: string,
  path: string,
  header: string,
  work: (see: typeof fetch) => Promise<unknown>,
][] = [
  [
    'OpenAI',
    '/v1/chat/completions',
    'x-stainless-helper-method',
    (see) =>
      new OpenAI({
        baseURL: `${server.url}/v1`,
        apiKey: 'none',
        organization: 'any',
        project: 'any',
        fetch: see,
      }).chat.completions
        .stream({ model: 'citewell', messages: [{ role: 'user', content: 'Tea?' }] })
        .finalMessage(),
  ],
  [
    'the Model Context Protocol',
    '/mcp',
    'mcp-protocol-version',
    async (see) => {
      const client = new Client({ name: 'test', version: '0' });
      await client.connect(
        new StreamableHTTPClientTransport(new URL('/mcp', server.url), {
          fetch: see,
          requestInit: { headers: { 'Mcp-Session-Id': 'any', 'Last-Event-ID': '7' } },
        }),
      );
      await client.callTool({ name: 'ask', arguments: { question: 'Tea?' } });
      await client.close();
    },
  ],
  [
    'the AI SDK',
    '/api/chat',
    'content-type',
    async (see) =>
      new DefaultChatTransport({ api: `${server.url}/api/chat`, fetch: see }).sendMessages({
        trigger: 'submit-message',
        chatId: 'any',
        messageId: undefined,
        abortSignal: undefined,
        messages: [{ id: '1', role: 'user', parts: [{ type: 'text', text: 'Tea?' }] }],
      }),
  ],
];

describe('from a page of an allowed origin', () => {
  it.each(CLIENTS)('whatever the client of %s sends gets through', async (_, path, header, work) => {
    const requests = (await requestsOf(work)).filter(({ method }) => method === 'POST');
    expect(requests.some(({ headers }) => header in headers)).toBe(true);
    const page = await openElsewhere();
    for (const request of requests) {
      const status = await page.evaluate(
        async ([address, init]) => (await fetch(address, init as RequestInit)).status,
        [`${server.url}${path}`, request] as const,
      );
      expect([200, 202]).toContain(status);
    }
    await page.close();
  });

  it('a header that no client of these sends does not', async () => {
    const page = await openElsewhere();
    const outcome = await page.evaluate(
      (address) =>
        fetch(address, { headers: { 'X-Anything': 'at all' } }).then(
          ({ status }) => status,
          (error: unknown) => String(error),
        ),
      `${server.url}/v1/models`,
    );
    expect(outcome).toContain('Failed to fetch');
    await page.close();
  });
});
