import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IndexReport } from '../../../src/indexing/index-report.js';
import { Indexer } from '../../../src/indexing/indexer.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { CountingEmbeddings } from '../indexing/support/counting-embeddings.js';
import { useCrawl } from './support/crawl-under-test.js';
import { page, prose, redirect, sitemap, status, TestSite } from './support/test-site.js';

const GUIDES = 240;
const POSTS = 120;
/** The site is served, crawled and read three times over, on a machine that may be busy. */
vi.setConfig({ testTimeout: 240_000 });

const under = useCrawl();
let site: TestSite;
let store: SqliteStore;
let embeddings: CountingEmbeddings;

beforeEach(async () => {
  site = await TestSite.open();
  store = await SqliteStore.open(join(under.folder, '..', 'data'));
  embeddings = new CountingEmbeddings();
});
afterEach(async () => {
  await Promise.all([store.close(), site.close()]);
});

function index(): Promise<IndexReport> {
  const knowledgeFolder = join(under.folder, '..', 'knowledge');
  mkdirSync(knowledgeFolder, { recursive: true });
  return new Indexer(store, embeddings, { knowledgeFolder, webFolder: under.folder }).run([under.folder]);
}

const guide = (number: number, fact = `The lamp of guide ${number} burns for ${number + 3} hours.`) =>
  prose(`Guide ${number}`, ['It is lit at sunset.', fact], ['/', '/guides/0', `/posts/${number % POSTS}`]);

/** Guides behind a packed sitemap, posts behind links alone; slow pages, dead links, loops, rules, private addresses. */
function build(): void {
  const guides = Array.from({ length: GUIDES }, (_, number) => `/guides/${number}`);
  site.set('/robots.txt', page('User-agent: *\nDisallow: /private/\n', 'text/plain'));
  site.set(
    '/sitemap.xml',
    sitemap([`${site.origin}/guides.xml.gz`, `${site.origin}/extra.xml`], { index: true }),
  );
  site.set(
    '/guides.xml.gz',
    sitemap(
      guides.map((path) => site.origin + path),
      { packed: true },
    ),
  );
  const extra = [
    '/slow',
    '/old',
    '/loop/a',
    '/private/x',
    '/inner',
    '/gone',
    '/copy?ref=1',
    '/copy',
    '/terms.txt',
  ];
  site.set('/extra.xml', sitemap(extra.map((path) => site.origin + path)));
  for (let number = 0; number < GUIDES; number++) site.set(`/guides/${number}`, guide(number));
  for (let number = 0; number < POSTS; number++)
    site.set(
      `/posts/${number}`,
      prose(`Post ${number}`, [`Post ${number} was sent by boat.`], ['/guides/1', '/dead']),
    );
  site.set('/', prose('Home', ['Welcome to the lighthouse.'], ['/guides/0']));
  site.set('/slow', (request, response) => {
    setTimeout(() => prose('Slow', ['A slow page answers late.'])(request, response), 300);
  });
  site.set('/old', redirect('/guides/7'));
  site.set('/loop/a', redirect('/loop/b'));
  site.set('/loop/b', redirect('/loop/a'));
  site.set('/private/x', prose('Private', ['Never to be read.']));
  site.set('/inner', redirect(`http://127.0.0.3:${site.port}/`));
  for (const path of ['/copy', '/copy?ref=1'])
    site.set(
      path,
      page('<link rel="canonical" href="/copy"><title>Copy</title><p>One text at two addresses.'),
    );
  site.set('/terms.txt', page('The terms are simple.', 'text/plain'));
}

describe('a site of several hundred pages', () => {
  it('is indexed right, and again at the price of conditional requests', async () => {
    build();
    const crawl = await under.crawl(`${site.origin}/sitemap.xml`, { depth: 1 });
    expect(crawl).toMatchObject({
      pages: GUIDES + POSTS + 4,
      leftOut: { robots: 1, other_site: 1 },
      failures: [],
    });
    const requests = site.take();
    expect(requests.length).toBe(crawl.requests);
    expect(new Set(requests).size).toBe(requests.length);
    expect(requests.some((request) => request.includes('/private'))).toBe(false);

    const report = await index();
    expect(report).toMatchObject({ added: GUIDES + POSTS + 4, failures: [] });
    const documents = await store.catalogue.documents({ limit: 1_000 });
    expect(documents.every(({ id, url }) => url === id && id.startsWith(site.origin))).toBe(true);
    expect((await store.catalogue.document(`${site.origin}/guides/7`))?.text).toBe(
      'Guide 7\n\nIt is lit at sunset.\n\nThe lamp of guide 7 burns for 10 hours.',
    );
    expect((await store.catalogue.document(`${site.origin}/copy`))?.title).toBe('Copy');
    expect(embeddings.take().length).toBe(report.embedded);

    expect(await under.crawl(`${site.origin}/sitemap.xml`)).toMatchObject({ pages: crawl.pages });
    const again = site.take();
    expect(again.length).toBe(requests.length);
    // All but robots.txt, and the slow page that has no validator of its own while it waits.
    expect(again.filter((request) => request.startsWith('200'))).toEqual(['200 /robots.txt']);
    expect(await index()).toMatchObject({ added: 0, updated: 0, removed: 0, embedded: 0 });
    expect(embeddings.take()).toEqual([]);

    site.set('/guides/5', guide(5, 'The lamp of guide 5 is out.'));
    site.set('/guides/6', status(404));
    site.set('/guides/9', status(500));
    await under.crawl(`${site.origin}/sitemap.xml`);
    expect(site.take().filter((request) => request.startsWith('200'))).toEqual([
      '200 /robots.txt',
      '200 /guides/5',
    ]);
    expect(await index()).toMatchObject({ added: 0, updated: 1, removed: 1 });
    expect(embeddings.take().every((text) => /guide 5|sunset/iu.test(text))).toBe(true);
    expect(await store.catalogue.document(`${site.origin}/guides/6`)).toBeUndefined();
    expect((await store.catalogue.document(`${site.origin}/guides/9`))?.text).toContain('12 hours');
  });

  it('stays in the index when it is down, and when the index is made anew without it', async () => {
    build();
    await under.crawl(`${site.origin}/sitemap.xml`);
    await index();
    const { documents } = await store.catalogue.state();
    site.outage = status(503);
    await expect(under.crawl(`${site.origin}/sitemap.xml`)).rejects.toMatchObject({
      code: 'site_unreachable',
    });
    site.take();
    embeddings = new CountingEmbeddings('counting@2');
    expect(await index()).toMatchObject({ documents, failures: [] });
    expect(site.take()).toEqual([]);
  });
});
