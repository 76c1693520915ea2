import type { LookupAddress } from 'node:dns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ResolveName } from '../../../src/crawling/checked-lookup.js';
import { HttpClient } from '../../../src/crawling/http-client.js';
import { isPublicAddress } from '../../../src/crawling/public-address.js';
import { onlyTestSite } from './support/crawl-under-test.js';
import { page, TestSite } from './support/test-site.js';

let site: TestSite;
const clients: HttpClient[] = [];
beforeEach(async () => {
  site = await TestSite.open();
  site.set('/', page('<p>Reached.'));
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await site.close();
});

function get(address: string, isAllowed: (address: string) => boolean, resolve?: ResolveName) {
  const client = new HttpClient('Citewell/test', isAllowed, { deadline: 2_000, connect: 2_000 }, resolve);
  clients.push(client);
  return client.get({ address, bodyLimit: () => 1_000, signal: new AbortController().signal });
}

const resolving =
  (...answers: readonly (readonly string[])[]): ResolveName =>
  (_name, _options, callback) => {
    const addresses = answers[Math.min(calls++, answers.length - 1)] ?? [];
    callback(
      null,
      addresses.map((address): LookupAddress => ({ address, family: 4 })),
    );
  };
let calls = 0;
beforeEach(() => {
  calls = 0;
});

describe('where requests may go', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://0/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost/',
  ])('is not %s', async (address) => {
    const url = new URL(address);
    url.port = String(site.port);
    await expect(get(url.href, isPublicAddress)).rejects.toMatchObject({
      code: 'address_refused',
      message: expect.stringContaining('--allow-private'),
    });
    expect(site.take()).toEqual([]);
  });

  it.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '2a00:1450::1'])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it('is not a name that resolves to a private address beside a public one', async () => {
    const resolve = resolving(['93.184.216.34', '127.0.0.1']);
    await expect(get(`http://mixed.test:${site.port}/`, isPublicAddress, resolve)).rejects.toMatchObject({
      code: 'address_refused',
      details: { host: 'mixed.test', address: '127.0.0.1' },
    });
  });

  it('is the address that was checked, whatever the name resolves to a moment later', async () => {
    const inner = await TestSite.open('127.0.0.2', site.port);
    inner.set('/', page('<p>Secret.'));
    const resolve = resolving(['127.0.0.1'], ['127.0.0.2']);
    const reply = await get(`http://rebinding.test:${site.port}/`, onlyTestSite, resolve);
    expect(Buffer.from(reply.body).toString()).toBe('<p>Reached.');
    await expect(get(`http://rebinding.test:${site.port}/`, onlyTestSite, resolve)).rejects.toMatchObject({
      code: 'address_refused',
    });
    expect(inner.take()).toEqual([]);
    await inner.close();
  });
});

describe('what a request may take', () => {
  it('is counted unpacked: a bomb costs no more than the limit', async () => {
    const { brotliCompressSync } = await import('node:zlib');
    const bomb = brotliCompressSync(Buffer.alloc(50 * 2 ** 20));
    site.set('/bomb', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'br' });
      response.end(bomb);
    });
    await expect(get(`${site.origin}/bomb`, onlyTestSite)).rejects.toMatchObject({ code: 'file_too_large' });
  });

  it('ends with the deadline where bytes drip', async () => {
    site.set('/drip', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(timer));
    });
    await expect(get(`${site.origin}/drip`, onlyTestSite)).rejects.toMatchObject({
      code: 'fetch_failed',
      message: `${site.origin}/drip could not be fetched: it took more than 2 seconds.`,
    });
  });

  it.each([
    [
      'no HTTP',
      'its server does not speak HTTP',
      (socket: import('node:net').Socket) => socket.end('SSH-2.0-x\r\n'),
    ],
    ['nothing', 'its server closed the connection', (socket: import('node:net').Socket) => socket.destroy()],
  ])('is told where %s comes', async (_what, reason, talk) => {
    site.set('/broken', (request) => talk(request.socket));
    await expect(get(`${site.origin}/broken`, onlyTestSite)).rejects.toMatchObject({ details: { reason } });
  });
});
