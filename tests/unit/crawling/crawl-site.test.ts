import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetStart } from '../../../src/engine/crawl-sites.js';
import { useCrawl } from './support/crawl-under-test.js';
import { page, prose, proseHtml, redirect, sitemap, status, TestSite } from './support/test-site.js';

const under = useCrawl();
let site: TestSite;
beforeEach(async () => {
  site = await TestSite.open();
});
afterEach(() => site.close());

const at = (...paths: string[]) => paths.map((path) => site.origin + path);

/** `/` links to `/a`, that to `/b`, and so on. */
function chain(...names: string[]): void {
  site.set('/', prose('Home', ['The home page.'], [`/${names[0]}`]));
  for (const [position, name] of names.entries()) {
    const next = names[position + 1];
    site.set(`/${name}`, prose(name, [`This is page ${name}.`], next === undefined ? ['/'] : [`/${next}`]));
  }
}

describe('what a start leads to', () => {
  it('is the page alone, unless a depth is given', async () => {
    chain('a', 'b', 'c');
    expect(await under.crawl(`${site.origin}/`)).toMatchObject({ pages: 1, beyondDepth: 1 });
    await under.crawl(`${site.origin}/`, { depth: 2 });
    expect(under.pages()).toEqual(at('/', '/a', '/b'));
  });

  it('keeps the depth that was given for the next crawl', async () => {
    chain('a', 'b', 'c');
    await under.crawl(`${site.origin}/`, { depth: 3 });
    expect(await under.crawl(`${site.origin}/`)).toMatchObject({ pages: 4 });
    expect(await under.crawl(`${site.origin}/`, { depth: 1 })).toMatchObject({ pages: 2 });
    expect(under.pages()).toEqual(at('/', '/a'));
  });

  it('stays on the site, unless another is asked for', async () => {
    const other = await TestSite.open();
    site.set(
      '/',
      prose('Home', ['Home.'], ['/a', `${other.origin}/x`, 'mailto:a@example.org', 'javascript:0']),
    );
    site.set('/a', prose('A', ['A.']));
    other.set('/x', prose('X', ['X.']));
    await under.crawl(`${site.origin}/`, { depth: 5 });
    expect(under.pages()).toEqual(at('/', '/a'));
    expect(other.take()).toEqual([]);
    await under.crawl(`${site.origin}/`, { includeOrigins: [other.origin] });
    expect(under.pages()).toContain(`${other.origin}/x`);
    await other.close();
  });

  it('are the pages of a sitemap, of an index of sitemaps, packed ones included', async () => {
    site.set('/sitemap.xml', sitemap(at('/one.xml.gz', '/two.xml'), { index: true }));
    site.set('/one.xml.gz', sitemap(at('/a?x=1&y=2', '/b'), { packed: true }));
    site.set('/two.xml', sitemap([...at('/c'), 'https://elsewhere.example/d']));
    for (const path of ['/a?x=1&y=2', '/b', '/c'])
      site.set(path, prose(path, [`Page ${path}.`], ['/deeper']));
    const report = await under.crawl(`${site.origin}/sitemap.xml`);
    expect(report).toMatchObject({
      pages: 3,
      otherOrigins: { 'https://elsewhere.example': 1 },
      failures: [],
    });
    expect(under.pages()).toEqual(at('/a?x=1&y=2', '/b', '/c'));
  });

  it('are pages whose links a base, a fragment or a tracking parameter changes', async () => {
    site.set(
      '/',
      page('<base href="/docs/"><a href="a.html#x">a</a><a href="a.html?utm_source=mail">a</a><p>Home text.'),
    );
    site.set('/docs/a.html', prose('A', ['A.']));
    await under.crawl(`${site.origin}/`, { depth: 1 });
    expect(site.take().sort()).toEqual(['200 /', '200 /docs/a.html', '404 /robots.txt']);
  });

  it('is read in every format that there is a reader for', async () => {
    site.set('/', prose('Home', ['Home.'], ['/a.md', '/b', '/c.png', '/d.pdf', '/e']));
    site.set('/a.md', page('# Notes', 'text/plain'));
    site.set('/b', page('plain text', 'text/plain'));
    site.set('/c.png', page('png', 'image/png'));
    site.set('/d.pdf', page('%PDF-1.4', 'application/octet-stream'));
    site.set('/e', page('{}', 'application/json'));
    const report = await under.crawl(`${site.origin}/`, { depth: 1 });
    expect(report).toMatchObject({ pages: 4, leftOut: { format: 2 } });
  });
});

describe('what a site asks of robots', () => {
  it('is obeyed: rules for all or for Citewell, noindex and nofollow', async () => {
    site.set('/robots.txt', page('User-agent: *\nDisallow: /secret\nAllow: /secret/open\n', 'text/plain'));
    site.set(
      '/',
      prose('Home', ['Home.'], ['/secret/a', '/secret/open', '/noindex', '/header', '/nofollow']),
    );
    site.set('/secret/a', prose('Secret', ['Secret.']));
    site.set('/secret/open', prose('Open', ['Open.']));
    site.set('/noindex', page('<meta name="robots" content="noindex"><p>Not this.<a href="/behind">b</a>'));
    site.set('/behind', prose('Behind', ['Behind a page that is not indexed.']));
    site.set('/header', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'x-robots-tag': 'googlebot: nofollow, none' });
      response.end('<p>Nor this.<a href="/never">never</a>');
    });
    site.set('/nofollow', page('<a rel="nofollow" href="/never">x</a><p>This.'));
    site.set('/never', prose('Never', ['Never.']));
    const report = await under.crawl(`${site.origin}/`, { depth: 3 });
    expect(report.leftOut).toMatchObject({ robots: 1, noindex: 2 });
    expect(under.pages()).toEqual(at('/', '/behind', '/nofollow', '/secret/open'));
    const requested = site.take().join('\n');
    expect(requested).not.toContain('/secret/a');
    expect(requested).not.toContain('/never');
  });

  it('cannot be known where robots.txt fails: then nothing is fetched, and nothing lost', async () => {
    chain('a');
    await under.crawl(`${site.origin}/`, { depth: 1 });
    site.set('/robots.txt', status(503));
    site.take();
    await expect(under.crawl(`${site.origin}/`)).rejects.toMatchObject({ code: 'site_unreachable' });
    expect(new Set(site.take())).toEqual(new Set(['503 /robots.txt']));
    expect(under.pages()).toEqual(at('/', '/a'));
  });

  it('refuses a start that robots.txt does not allow', async () => {
    site.set('/robots.txt', page('User-agent: citewell\nDisallow: /\n', 'text/plain'));
    await expect(under.crawl(`${site.origin}/`)).rejects.toMatchObject({
      code: 'nothing_to_fetch',
      details: { reason: 'robots' },
    });
  });
});

describe('redirects', () => {
  it('lead to the page, once; loops and endless ones end', async () => {
    site.set('/', prose('Home', ['Home.'], ['/old', '/older', '/loop1', '/endless/0', '/refresh']));
    site.set('/old', redirect('/new'));
    site.set('/older', redirect('old', 302));
    site.set('/new', prose('New', ['New.']));
    site.set('/loop1', redirect('/loop2'));
    site.set('/loop2', redirect('/loop1', 308));
    site.set('/refresh', page('<meta http-equiv="refresh" content="0; url=/new">'));
    for (let hop = 0; hop < 50; hop++) site.set(`/endless/${hop}`, redirect(`/endless/${hop + 1}`));
    const report = await under.crawl(`${site.origin}/`, { depth: 1 });
    expect(under.pages()).toEqual(at('/', '/new'));
    expect(report.failures).toMatchObject([{ code: 'fetch_failed', id: `${site.origin}/endless/11` }]);
    expect(site.take().filter((request) => request.endsWith('/new'))).toHaveLength(1);
  });

  it('of the start to another site is the site that was asked for', async () => {
    const www = await TestSite.open();
    site.set('/', redirect(`${www.origin}/home`));
    www.set('/home', prose('Home', ['Home.'], ['/a']));
    www.set('/a', prose('A', ['A.']));
    await under.crawl(`${site.origin}/`, { depth: 1 });
    expect(under.pages()).toEqual([`${www.origin}/a`, `${www.origin}/home`]);
    await www.close();
  });

  it('to an address of a private network are refused, and reach no server there', async () => {
    const inner = await TestSite.open('127.0.0.2', site.port);
    inner.set('/', prose('Inner', ['Secret.']));
    site.set('/', prose('Home', ['Home.'], ['/a', '/b', '/c', '/d']));
    site.set('/a', redirect(`${inner.origin}/`));
    site.set('/b', redirect(`http://localhost:${site.port}/`));
    site.set('/c', redirect(`http://[::ffff:7f00:2]:${site.port}/`));
    site.set('/d', redirect('http://169.254.169.254/latest/meta-data/'));
    const includeOrigins = [inner.origin, `http://[::ffff:7f00:2]:${site.port}`, 'http://169.254.169.254'];
    const report = await under.crawl(`${site.origin}/`, { depth: 1, includeOrigins });
    expect(report.failures.map(({ code }) => code)).toEqual(Array(3).fill('address_refused'));
    expect(report.leftOut.other_site).toBe(1);
    site.set('/', redirect(`${inner.origin}/`));
    await expect(under.crawl(`${site.origin}/`)).rejects.toMatchObject({ code: 'address_refused' });
    expect(inner.take()).toEqual([]);
    expect(under.pages()).toEqual(at('/'));
    await inner.close();
  });
});

describe('pages under several addresses', () => {
  const canonical = (target: string, text: string) =>
    page(`<link rel="canonical" href="${target}"><title>t</title><main><p>${text}</main>`);

  it('are brought once, under the canonical one', async () => {
    site.set('/', prose('Home', ['Home.'], ['/p?sort=up', '/print/p', '/index.html']));
    site.set('/index.html', prose('Home', ['Home.'], ['/p?sort=up', '/print/p', '/index.html']));
    site.set('/p?sort=up', canonical('/p', 'Sorted upwards.'));
    site.set('/print/p', canonical('/p', 'The page.'));
    site.set('/p', canonical('/p', 'The page.'));
    await under.crawl(`${site.origin}/`, { depth: 1 });
    expect(under.pages()).toEqual(at('/', '/p'));
  });

  it('are not lost where all name the first page, one that is not there, or each other', async () => {
    site.set('/', prose('Home', ['Home.'], ['/a', '/b', '/c', '/d']));
    site.set('/a', canonical('/', 'About a.'));
    site.set('/b', canonical('/nowhere', 'About b.'));
    site.set('/c', canonical('/d', 'The same.'));
    site.set('/d', canonical('/c', 'The same.'));
    await under.crawl(`${site.origin}/`, { depth: 1 });
    expect(under.pages()).toEqual(at('/', '/a', '/b', '/c', '/d'));
  });
});

describe('crawling again', () => {
  it('fetches what changed only, and drops what is gone or not linked any more', async () => {
    chain('a', 'b', 'c');
    await under.crawl(`${site.origin}/`, { depth: 5 });
    site.take();
    expect(await under.crawl(`${site.origin}/`)).toMatchObject({ unchanged: 4 });
    expect(site.take().filter((request) => request.startsWith('200'))).toEqual([]);
    site.set('/b', prose('b', ['Changed, and without its link.']));
    expect(await under.crawl(`${site.origin}/`)).toMatchObject({ unchanged: 2, pages: 3 });
    site.set('/b', status(410));
    expect(await under.crawl(`${site.origin}/`)).toMatchObject({ pages: 2, gone: 1 });
    expect(under.pages()).toEqual(at('/', '/a'));
  });

  it('asks with Last-Modified where there is no ETag', async () => {
    const date = 'Wed, 01 Jan 2025 00:00:00 GMT';
    site.set('/', (request, response) => {
      const unchanged = request.headers['if-modified-since'] === date;
      response.writeHead(unchanged ? 304 : 200, { 'content-type': 'text/html', 'last-modified': date });
      response.end(unchanged ? undefined : proseHtml('Home', ['Home.']));
    });
    await under.crawl(`${site.origin}/`);
    expect(await under.crawl(`${site.origin}/`)).toMatchObject({ unchanged: 1, pages: 1 });
  });

  it.each([
    ['answers 500', status(500)],
    ['answers 503', status(503)],
    ['answers 403', status(403)],
    ['closes connections', (request) => request.socket.destroy()],
    [
      'sends half a page',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000' });
        response.write('<p>Half');
        setTimeout(() => response.destroy(), 5);
      },
    ],
    [
      'packs pages wrongly',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
        response.end('not gzip');
      },
    ],
    [
      'never ends a page',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.write('<p>Slow');
      },
    ],
  ] as [string, import('./support/test-site.js').Reply][])(
    'loses nothing where a part of the site %s',
    async (_what, broken) => {
      chain('a', 'b', 'c');
      await under.crawl(`${site.origin}/`, { depth: 5 });
      site.set('/a', broken);
      const report = await under.crawl(`${site.origin}/`);
      expect(under.pages()).toEqual(at('/', '/a', '/b', '/c'));
      expect(report.failures).toMatchObject([{ id: `${site.origin}/a`, code: 'fetch_failed' }]);
    },
  );

  it('loses nothing where the site is down, and says so', async () => {
    chain('a', 'b');
    await under.crawl(`${site.origin}/`, { depth: 5 });
    site.outage = status(502);
    await expect(under.crawl(`${site.origin}/`)).rejects.toMatchObject({ code: 'site_unreachable' });
    site.outage = (request) => request.socket.destroy();
    await expect(under.crawl(`${site.origin}/`)).rejects.toMatchObject({ code: 'site_unreachable' });
    const { origin } = site;
    await site.close();
    await expect(under.crawl(`${origin}/`)).rejects.toMatchObject({
      code: 'site_unreachable',
      message: expect.stringContaining('refuses connections'),
    });
    expect(under.pages()).toEqual([`${origin}/`, `${origin}/a`, `${origin}/b`]);
    site = await TestSite.open();
  });

  it('keeps what a sitemap listed where the sitemap fails, or is none any more', async () => {
    site.set('/index.xml', sitemap(at('/one.xml'), { index: true }));
    site.set('/one.xml', sitemap(at('/a')));
    site.set('/a', prose('A', ['A.']));
    await under.crawl(`${site.origin}/index.xml`);
    for (const broken of [status(404), status(500), page('<html>maintenance</html>')]) {
      site.set('/one.xml', broken);
      const report = await under.crawl(`${site.origin}/index.xml`);
      expect(report.failures).toMatchObject([{ id: `${site.origin}/one.xml` }]);
      expect(under.pages()).toEqual(at('/a'));
    }
    site.set('/index.xml', page('<html>maintenance</html>'));
    const crawling = under.crawl(`${site.origin}/index.xml`);
    await expect(crawling).rejects.toMatchObject({ code: 'unreadable_file' });
    expect(under.pages()).toEqual(at('/a'));
  });
});

describe('a crawl that is cut off', () => {
  it('goes on where it was, and has changed nothing until it is done', async () => {
    chain(...Array.from({ length: 30 }, (_, number) => `p${number}`));
    const abort = new AbortController();
    const crawling = under.crawl(
      `${site.origin}/`,
      { depth: 100 },
      { signal: abort.signal, onProgress: (visited) => visited >= 12 && abort.abort() },
    );
    await expect(crawling).rejects.toMatchObject({ code: 'cancelled' });
    expect(under.pages()).toEqual([]);
    const before = site.take().length;
    expect(await under.crawl(`${site.origin}/`)).toMatchObject({ resumed: true, pages: 31 });
    // robots.txt is asked for again, and the page that was under way.
    expect(before + site.take().length).toBeLessThanOrEqual(31 + 4);
    expect(await under.crawl(`${site.origin}/`)).toMatchObject({ resumed: false, unchanged: 31 });
  });

  it('keeps within its limits, and loses nothing beyond them', async () => {
    chain('a', 'b', 'c', 'd');
    await under.crawl(`${site.origin}/`, { depth: 9 });
    const report = await under.crawl(`${site.origin}/`, { maxPages: 2 });
    expect(report).toMatchObject({ stoppedBy: 'pages', pages: 5, requests: 3 });
    site.set('/', prose('Home', ['Home.'], ['/b', '/x', '/y']));
    site.set('/b', status(404));
    await under.crawl(`${site.origin}/`, { maxPages: 2 });
    expect(under.pages()).toEqual(at('/', '/a', '/c', '/d'));
  });

  it('fetches no more than it may, in one page and in all', async () => {
    site.set('/', prose('Home', ['Home.'], ['/large', '/a', '/b', '/c']));
    site.set('/large', page(`<p>${'x'.repeat(11 * 2 ** 20)}`));
    for (const name of ['a', 'b', 'c']) site.set(`/${name}`, page(`<p>${name.repeat(2 ** 20)}`));
    const report = await under.crawl(`${site.origin}/`, { depth: 1 });
    expect(report.failures).toMatchObject([{ id: `${site.origin}/large`, code: 'file_too_large' }]);
    const links = Array.from({ length: 40 }, (_, number) => `/more${number}`);
    site.set('/links', prose('Links', ['Links.'], links));
    for (const link of links) site.set(link, page(`<p>${link.repeat(2 ** 17)}`));
    expect(await under.crawl(`${site.origin}/links`, { depth: 1, maxSize: 5 })).toMatchObject({
      stoppedBy: 'size',
    });
    expect(site.take().filter((request) => request.startsWith('200 /more')).length).toBeLessThan(15);
  });
});

describe('a site that is forgotten', () => {
  it('leaves nothing behind, but for pages of another start', async () => {
    chain('a', 'b');
    await under.crawl(`${site.origin}/`, { depth: 5 });
    await under.crawl(`${site.origin}/b`);
    await forgetStart(under.folder, `${site.origin}`);
    expect(under.pages()).toEqual(at('/b'));
    await forgetStart(under.folder, `${site.origin}/b`);
    expect(
      readdirSync(join(under.folder, 'pages'), { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      ),
    ).toEqual([]);
    await expect(forgetStart(under.folder, `${site.origin}/b`)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is one from which nothing came, too', async () => {
    await expect(under.crawl(`${site.origin}/slip`)).rejects.toMatchObject({ code: 'nothing_to_fetch' });
    await expect(forgetStart(under.folder, `${site.origin}/slip`)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a start that brings nothing', () => {
  it('is asked again at the next crawl', async () => {
    site.set('/sitemap.xml', sitemap(at('/a')));
    const crawling = under.crawl(`${site.origin}/sitemap.xml`);
    await expect(crawling).rejects.toMatchObject({ code: 'nothing_to_fetch' });
    site.set('/a', prose('A', ['A.']));
    expect(await under.crawl(`${site.origin}/sitemap.xml`)).toMatchObject({ pages: 1, resumed: false });
  });

  it('says so where only scripts fill the page', async () => {
    site.set('/', page('<title>App</title><div id="root"></div><script>draw()</script>'));
    await expect(under.crawl(`${site.origin}/`)).rejects.toMatchObject({
      code: 'nothing_to_fetch',
      details: { reason: 'empty' },
    });
  });

  it('may lead to pages though it is not to be indexed itself', async () => {
    site.set('/', page('<meta name="robots" content="noindex"><a href="/a">a</a>'));
    site.set('/a', prose('A', ['A.']));
    expect(await under.crawl(`${site.origin}/`, { depth: 1 })).toMatchObject({ pages: 1 });
    await expect(under.crawl(`${site.origin}/`, { depth: 0 })).rejects.toMatchObject({
      code: 'nothing_to_fetch',
      details: { reason: 'noindex' },
    });
    expect(under.pages()).toEqual(at('/a'));
  });
});
