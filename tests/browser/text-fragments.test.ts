import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quoteDirective } from '../../src/answering/links/quote-directive.js';
import { serialiseDirective } from '../../src/answering/links/text-directive.js';
import { openBrowser } from './support/browser.js';
import { FRAGMENT_PAGES } from './support/fragment-pages.js';
import { type QuotedPage, quotedPage } from './support/quoted-page.js';
import { misplacedHighlight } from './support/target-text.js';

let server: Server;
let browser: Browser;
let page: Page;
const pages = new Map<string, QuotedPage>();

beforeAll(async () => {
  for (const [name, body] of Object.entries(FRAGMENT_PAGES))
    pages.set(
      `/${encodeURIComponent(name)}`,
      await quotedPage(`<!doctype html><title>${name}</title><body>${body}`),
    );
  server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pages.get(request.url ?? '')?.html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 900, height: 1_400 } });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

const cases = Object.keys(FRAGMENT_PAGES).flatMap((name) =>
  [...(FRAGMENT_PAGES[name] ?? '').matchAll(/\{\{(.*?)\}\}/gsu)].map(
    ([, source = ''], number): [string, string, number] => [source.replaceAll(/\s+/gu, ' '), name, number],
  ),
);

function addressOf(name: string, number: number): string {
  const { document, quotes } = pages.get(`/${encodeURIComponent(name)}`) ?? {};
  const quote = quotes?.[number];
  if (document === undefined || quote === undefined) throw new Error(`no quote ${number} in ${name}`);
  const directive = quoteDirective(document.text, quote, quote.isRecord);
  if (directive === undefined) throw new Error('no directive');
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/${encodeURIComponent(name)}#:~:${serialiseDirective(directive)}`;
}

describe('a link with a text fragment, opened in a browser', () => {
  it('is tried with 50 quotes at least', () => {
    expect(cases.length).toBeGreaterThanOrEqual(50);
  });

  it.each(cases)('marks exactly %s', async (_source, name, number) => {
    await page.goto('about:blank');
    const address = addressOf(name, number);
    await page.goto(address);
    expect(await misplacedHighlight(page, number), decodeURIComponent(address)).toBeUndefined();
  });

  it('is seen to mark nothing, or something else, where it is wrong', async () => {
    const [address = ''] = addressOf('English prose', 0).split('#');
    for (const fragment of [
      '',
      '#:~:text=no%20such%20words',
      '#:~:text=The%20boat%20came.',
      '#:~:text=The%20keeper',
    ]) {
      await page.goto('about:blank');
      await page.goto(address + fragment);
      expect(await misplacedHighlight(page, 0)).toBeDefined();
    }
  });
});
