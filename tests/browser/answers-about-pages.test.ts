import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Citewell } from '../../src/citewell.js';
import { openBrowser } from './support/browser.js';
import { misplacedHighlight } from './support/target-text.js';

/** The quotes that answer, numbered; the rule is repeated, and stands in the menu as well. */
const PAGE = `<!doctype html><title>The lighthouse</title>
<nav><a href="/">The lamp burns rapeseed oil</a> <a href="/rules">Rules</a></nav>
<main><h1>The lighthouse</h1>
<h2>Oil</h2><p><!--quote 0-->The <em>lamp</em> burns rapeseed oil, which a boat brings from the mainland every third week.<!--end 0--></p>
<h2>Leave</h2><p><!--quote 1-->Each keeper has “28 days” of leave a year — never in winter.<!--end 1--> Ask the harbour master.</p>
</main>`;
const RULES = `<!doctype html><title>Rules</title><main><h1>Rules</h1>
<table><thead><tr><th>Offence</th><th>Fine</th></tr></thead><tbody>
<tr><td>Sleeping on watch</td><td>5 pounds</td></tr>
<tr><td><!--quote 0-->Letting the lamp go out</td><td>20 pounds<!--end 0--></td></tr></tbody></table></main>`;

const folder = mkdtempSync(join(tmpdir(), 'citewell-pages-'));
let server: Server;
let browser: Browser;
let citewell: Citewell;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const page = { '/': PAGE, '/rules': RULES }[request.url ?? ''];
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  citewell = await Citewell.open({ dataDir: join(folder, 'data'), knowledge: join(folder, 'none') });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await citewell?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('answers about pages of a site', () => {
  it('are refused of a site on this machine, unless that is wanted', async () => {
    await expect(citewell.index([origin])).rejects.toMatchObject({ code: 'address_refused' });
    const report = await citewell.index([origin], { crawl: { depth: 1, allowPrivate: true } });
    expect(report).toMatchObject({ added: 2, failures: [], crawls: [{ pages: 2, gone: 0 }] });
  });

  it.each([
    ['Which oil does the lamp burn?', '/', 0],
    ['How many days of leave does a keeper have?', '/', 1],
    ['What is the fine for letting the lamp go out?', '/rules', 0],
  ])('link to the quote: %s', async (question, path, number) => {
    const answer = await citewell.ask(question);
    const [citation] = answer.citations;
    expect(citation?.document).toMatchObject({ id: origin + path, url: origin + path });
    const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
    await page.goto(citation?.link ?? '');
    expect(await misplacedHighlight(page, number), citation?.link).toBeUndefined();
    await page.close();
  });
});
