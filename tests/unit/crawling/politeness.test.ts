import { describe, expect, it } from 'vitest';
import type { HttpReply, HttpRequest } from '../../../src/crawling/http-client.js';
import { PoliteClient } from '../../../src/crawling/polite-client.js';
import { Robots } from '../../../src/crawling/robots.js';
import { CitewellError } from '../../../src/errors.js';

const { signal } = new AbortController();
const request = (address: string): HttpRequest => ({ address, bodyLimit: () => 1_000, signal });
const reply = (status: number, headers: Record<string, string> = {}, body = ''): HttpReply => ({
  status,
  headers: new Headers(headers),
  body: Buffer.from(body),
});

/** Answers from a list, the last for ever, and notes when it was asked. */
function answering(...answers: readonly (HttpReply | Error)[]) {
  const times: number[] = [];
  const get = async () => {
    const answer = answers[Math.min(times.length, answers.length - 1)];
    times.push(performance.now());
    if (answer instanceof Error) throw answer;
    return answer ?? reply(200);
  };
  return { get, times };
}

describe('the pace of requests', () => {
  it('is kept for each host, however many ask at once', async () => {
    const server = answering(reply(200));
    const client = new PoliteClient(server);
    await Promise.all(Array.from({ length: 4 }, () => client.get(request('http://a.test/'), 60)));
    await client.get(request('http://b.test/'), 60_000);
    const [first = 0, second = 0, third = 0, fourth = 0] = server.times;
    for (const gap of [second - first, third - second, fourth - third]) expect(gap).toBeGreaterThan(50);
  });

  it('ends at once where the crawl is stopped', async () => {
    const abort = new AbortController();
    const client = new PoliteClient(answering(reply(200)));
    await client.get(request('http://a.test/'), 3_600_000);
    const waiting = client.get({ ...request('http://a.test/'), signal: abort.signal }, 0);
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('what may pass', () => {
  const reset = new CitewellError('fetch_failed', 'reset', { mayPass: true });
  it.each([
    ['too many requests', reply(429, { 'retry-after': '0' })],
    ['a gateway without server', reply(502)],
    ['an overloaded server', reply(503)],
    ['a connection that breaks', reset],
  ])('is tried again: %s', async (_what, failure) => {
    const server = answering(failure, reply(200));
    const client = new PoliteClient(server, [1, 1]);
    expect((await client.get(request('http://a.test/'), 0)).status).toBe(200);
    expect(client.requests).toBe(2);
  });

  it.each([
    ['a fault of the page', reply(500)],
    ['a server that wants to be left for an hour', reply(503, { 'retry-after': '3600' })],
    ['a page that is not there', reply(404)],
  ])('is not %s', async (_what, answer) => {
    const server = answering(answer);
    await new PoliteClient(server, [1, 1]).get(request('http://a.test/'), 0);
    expect(server.times).toHaveLength(1);
  });

  it('waits as long as the server says', async () => {
    const server = answering(reply(429, { 'retry-after': '1' }), reply(200));
    await new PoliteClient(server, [1]).get(request('http://a.test/'), 0);
    const [first = 0, second = 0] = server.times;
    expect(second - first).toBeGreaterThan(900);
  });
});

describe('robots.txt', () => {
  const robots = (...answers: readonly (HttpReply | Error)[]) => new Robots(answering(...answers), 0);
  const rules = (text: string) => robots(reply(200, {}, text)).of('http://a.test', signal);

  it('is fetched once for each site', async () => {
    const server = answering(reply(200, {}, 'User-agent: *\nCrawl-delay: 2.5\nDisallow: /a'));
    const site = new Robots(server, 0);
    await Promise.all([site.of('http://a.test', signal), site.of('http://a.test', signal)]);
    expect(server.times).toHaveLength(1);
    expect((await site.of('http://a.test', signal)).delay).toBe(2_500);
  });

  it('has rules for Citewell that count before those for all', async () => {
    const { allows, delay } = await rules(
      'User-agent: *\nDisallow: /\nUser-agent: citewell\nDisallow: /x$\n',
    );
    expect(['/', '/x', '/xy'].map((path) => allows(`http://a.test${path}`))).toEqual([true, false, true]);
    expect(delay).toBe(0);
  });

  it.each(['404', '401', '403', '410'])('of status %s allows everything', async (code) => {
    const { allows } = await robots(reply(Number(code))).of('http://a.test', signal);
    expect(allows('http://a.test/x')).toBe(true);
  });

  it.each([
    ['a server that fails', reply(500)],
    ['a server that is asked too often', reply(429)],
    ['no server', new CitewellError('fetch_failed', 'x', { reason: 'its server refuses connections' })],
  ])('of %s allows nothing', async (_what, answer) => {
    await expect(robots(answer).of('http://a.test', signal)).rejects.toMatchObject({
      code: 'site_unreachable',
    });
  });

  it('is followed to where it lies, and not for ever', async () => {
    const moved = reply(301, { location: '/r' });
    const { allows } = await robots(moved, reply(200, {}, 'User-agent: *\nDisallow: /x')).of(
      'http://a.test',
      signal,
    );
    expect(allows('http://a.test/x')).toBe(false);
    expect((await robots(moved).of('http://a.test', signal)).allows('http://a.test/x')).toBe(true);
  });

  it.each(['\0\u{1}binary', '<html>not found</html>', 'Disallow: /', 'User-agent: *\nCrawl-delay: soon', ''])(
    'that says nothing, %j, asks for nothing',
    async (text) => {
      const { allows, delay } = await rules(text);
      expect([allows('http://a.test/x'), delay]).toEqual([true, 0]);
    },
  );
});
