import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prose, redirect, status, TestSite } from '../unit/crawling/support/test-site.js';
import { jsonLinesOf, run, start } from './support/run-cli.js';

const cwd = mkdtempSync(join(tmpdir(), 'citewell-sites-'));
let site: TestSite;
let home: string;

beforeAll(async () => {
  site = await TestSite.open();
  home = `${site.origin}/`;
  site.set('/', prose('Home', ['The lighthouse was built in 1862.'], ['/lamp', '/rules', '/gone']));
  site.set('/lamp', prose('Lamp', ['The lamp burns rapeseed oil.'], ['/']));
  site.set('/rules', prose('Rules', ['Each keeper has 28 days of leave a year.'], ['/lamp']));
});
afterAll(async () => {
  await site.close();
  rmSync(cwd, { recursive: true, force: true });
});

const citewell = (...args: string[]) => run(args, { cwd });
const documents = async () =>
  jsonLinesOf((await citewell('documents', 'list', '--json')).stdout).map(
    (line) => (line as { id: string }).id,
  );

describe('citewell index with an address', () => {
  it.each([
    [['http://127.0.0.1/'], 1, '--allow-private'],
    [['http://localhost/'], 1, '--allow-private'],
    [['ftp://example.org/'], 2, 'is not the address of a page'],
    [['https://me:secret@example.org/'], 2, 'user name or password'],
    [['https://no-such-host.invalid/'], 1, 'there is no host of this name'],
    [['https://example.org/', '--depth', 'deep'], 2, '--depth must be a whole number from 0 to 100'],
    [['https://example.org/', '--include-origins', 'example.com'], 2, '--include-origins must be origins'],
    [['--depth', '2'], 2, 'need an address to begin at'],
  ])('%j ends with %i and says what is wrong', async (args, code, message) => {
    const ended = await citewell('index', ...args);
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toContain(message);
    expect(ended.stderr).not.toMatch(/secret|\n\s+at /u);
  });

  it('indexes what the page leads to, says what it did, and is asked', async () => {
    const first = await citewell('index', home, '--allow-private');
    expect(first).toMatchObject({ code: 0 });
    expect(first.stderr).toContain('3 links lie beyond --depth; a greater depth follows them.');
    const whole = await citewell(
      'index',
      home,
      '--allow-private',
      '--depth',
      '2',
      '--requests-per-second',
      '500',
    );
    expect(whole.stderr).toContain(`${home}: 3 pages after 5 requests; 1 unchanged, 1 addresses not there.`);
    const again = await citewell('index', home, '--allow-private', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ embedded: 0, crawls: [{ pages: 3, unchanged: 3 }] });
    const { stdout } = await citewell('ask', 'How many days of leave does a keeper have?', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'answered',
      citations: [{ link: `${home}rules#:~:text=Each%20keeper%20has%2028%20days%20of%20leave%20a%20year.` }],
    });
  });

  it('loses nothing where the site is down, and drops what is gone', async () => {
    site.outage = status(503, { 'retry-after': '3600' });
    const down = await citewell('index', home, '--allow-private');
    expect(down).toMatchObject({ code: 1 });
    expect(down.stderr).toContain('What was indexed of it stays.');
    expect(await documents()).toHaveLength(3);
    site.outage = undefined;
    site.set('/lamp', redirect('/rules'));
    expect(await citewell('index', home, '--allow-private')).toMatchObject({ code: 0 });
    expect(await documents()).toEqual([home, `${home}rules`]);
  });

  it.each([
    ['interrupted', 'SIGINT', 130],
    ['killed', 'SIGKILL', null],
  ] as const)('goes on where it was %s', async (way, signal, code) => {
    const names = Array.from({ length: 40 }, (_, number) => `/${way}/${number}`);
    site.set(`/${way}`, prose(way, ['Forty pages.'], names));
    for (const name of names) site.set(name, prose(name, [`This is ${name}, and no other.`]));
    site.take();
    const args = ['index', `${home}${way}`, '--allow-private', '--depth', '1', '--requests-per-second', '20'];
    const running = start(args, { cwd });
    while (site.seenCount < 10) await new Promise((resolve) => setTimeout(resolve, 20));
    running.process.kill(signal);
    expect((await running.done).code).toBe(code);
    const before = site.take().length;
    const ended = await citewell(...args.with(-1, '500'), '--json');
    expect(JSON.parse(ended.stdout)).toMatchObject({ failures: [], crawls: [{ resumed: true, pages: 41 }] });
    // robots.txt, and pages that were under way.
    expect(before + site.take().length).toBeLessThanOrEqual(42 + 5);
    expect((await documents()).filter((id) => id.includes(`/${way}`))).toHaveLength(41);
  });

  it('is listed and forgotten by its start', async () => {
    const { stdout } = await citewell('sites', 'list', '--json');
    expect(jsonLinesOf(stdout)).toMatchObject([
      { start: home, pages: 2 },
      { start: `${home}interrupted`, pages: 41 },
      { start: `${home}killed`, pages: 41 },
    ]);
    expect(await citewell('sites', 'remove', 'https://example.org/')).toMatchObject({ code: 1 });
    for (const way of ['interrupted', 'killed']) {
      const removed = await citewell('sites', 'remove', home + way);
      expect(removed.stderr).toContain('Removed 41 documents from the index.');
    }
    expect(await documents()).toEqual([home, `${home}rules`]);
  });
});
