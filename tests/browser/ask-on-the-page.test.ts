import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../server/start-server.js';
import { Citewell } from '../../src/citewell.js';
import { packageRoot } from '../../src/package-root.js';
import {
  accessibilityViolations,
  openBrowser,
  type PageComplaints,
  watchComplaints,
} from './support/browser.js';

let dataDir: string;
let citewell: Citewell;
let server: RunningServer;
let browser: Browser;
let page: Page;
let complaints: PageComplaints;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'citewell-browser-'));
  citewell = await Citewell.open({ knowledge: join(packageRoot, 'knowledge'), dataDir });
  await citewell.index();
  server = await startServer({
    answerer: citewell,
    version: '0.0.0-test',
    webFolder: join(packageRoot, 'dist/web'),
    host: '127.0.0.1',
    port: 0,
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await server.close();
  await citewell.close();
  rmSync(dataDir, { recursive: true });
});

beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  complaints = await watchComplaints(page);
  await page.goto(server.url);
});

afterEach(async () => {
  await page.close();
  expect(complaints).toEqual({ violations: [], errors: [] });
});

async function ask(question: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your question' }).fill(question);
  await page.keyboard.press('Enter');
}

describe('the served page, over the real models and the real article', () => {
  it('answers with a quote whose answer phrase is marked, and opens the source with the quote marked', async () => {
    await ask('How much is Alibaba investing?');
    const answer = page.getByRole('article', { name: 'How much is Alibaba investing?' });
    const quote = answer.getByRole('blockquote');
    await quote.waitFor();
    expect(await quote.textContent()).toContain('US$52 billion');
    expect(await answer.locator('mark').allTextContents()).toEqual([expect.stringContaining('52 billion')]);

    const marker = answer.getByRole('button', { name: /^Source 1: China’s AI Industry/ });
    await marker.click();
    const panel = page.getByRole('dialog', { name: /China’s AI Industry Accelerates/ });
    await panel.getByText('Checked: the quote stands in this document, word for word.').waitFor();
    const marked = panel.locator('mark');
    const markedText = (await marked.allTextContents()).join('');
    expect(await quote.textContent()).toContain(markedText);
    expect(markedText).toContain('US$52 billion');
    expect(await panel.locator('mark strong').allTextContents()).toEqual([
      expect.stringContaining('52 billion'),
    ]);
    const [markBox, panelBox] = [await marked.first().boundingBox(), await panel.boundingBox()];
    expect(markBox?.y).toBeGreaterThan(panelBox?.y ?? Number.POSITIVE_INFINITY);
    expect(markBox?.y).toBeLessThan((panelBox?.y ?? 0) + (panelBox?.height ?? 0));

    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    expect(await marker.evaluate((element) => element.matches(':focus'))).toBe(true);
  });

  it('says so when the article holds no answer, and shows what is nearest', async () => {
    await ask('Who won the 2022 football World Cup?');
    const refusal = page.getByRole('article', { name: 'Who won the 2022 football World Cup?' });
    await refusal.getByText('No sure answer found').waitFor();
    expect(await refusal.getByRole('blockquote').count()).toBe(0);
    const related = refusal.getByRole('heading', { name: 'The nearest excerpts' });
    expect(await related.count()).toBe(
      (await refusal.getByRole('button', { name: /“/ }).count()) > 0 ? 1 : 0,
    );
  });

  it('understands a follow-up and keeps the conversation over a reload', async () => {
    await ask('What has Alibaba committed to AI infrastructure?');
    await page.getByRole('blockquote').first().waitFor();
    const request = page.waitForRequest('**/api/ask');
    await ask('Over how many years?');
    expect((await request).postDataJSON()).toMatchObject({
      question: 'Over how many years?',
      history: [
        { role: 'user', text: 'What has Alibaba committed to AI infrastructure?' },
        { role: 'assistant' },
      ],
    });
    await page.getByRole('article', { name: 'Over how many years?' }).getByRole('button').first().waitFor();
    await page.reload();
    await page.getByRole('article', { name: 'Over how many years?' }).waitFor();
    expect(await page.getByRole('article').count()).toBe(2);
  });

  it('offers questions to start with, and asks the one that is pressed', async () => {
    await page.getByRole('button', { name: 'How much is Alibaba investing?' }).click();
    await page
      .getByRole('article', { name: 'How much is Alibaba investing?' })
      .getByRole('blockquote')
      .waitFor();
  });

  it.each(['light', 'dark'] as const)('has nothing that axe finds wrong, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.getByRole('link', { name: 'China’s AI Industry Accelerates Open-Source Adoption' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('of a private bot asks for the token, or takes it from the address and out of it', async () => {
    const askToken = 'ask-token-of-the-tests-0123456789';
    const bot = await startServer({
      answerer: citewell,
      askToken,
      version: '0.0.0-test',
      webFolder: join(packageRoot, 'dist/web'),
      host: '127.0.0.1',
      port: 0,
    });
    try {
      await page.goto(bot.url);
      await page.getByText('This bot is private.').waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.getByLabel('Token').fill('not-the-token-of-the-tests-01234');
      await page.keyboard.press('Enter');
      await page.getByText('does not take this token').waitFor();
      await page.getByLabel('Token').fill(askToken);
      await page.keyboard.press('Enter');
      await page.getByText('One document').waitFor();
      await ask('How much is Alibaba investing?');
      await page.getByRole('blockquote').getByText('US$52 billion').waitFor();

      const other = await browser.newPage();
      await other.goto(`${bot.url}/#token=${askToken}`);
      await other.getByText('One document').waitFor();
      expect(other.url()).toBe(`${bot.url}/`);
      await other.getByRole('link', { name: 'China’s AI Industry Accelerates Open-Source Adoption' }).click();
      await other.getByText('US$52 billion').waitFor();
      await other.close();
    } finally {
      await bot.close();
    }
  });

  it('lists what it answers from, and how to embed it', async () => {
    const documents = page.getByRole('region', { name: 'What it answers from' });
    await documents.getByRole('link', { name: /China’s AI Industry Accelerates/ }).waitFor();
    expect(await documents.textContent()).toMatch(/17\.03\.2025/);
    const snippet = page.getByRole('region', { name: 'Put it on your page' }).getByRole('code').first();
    expect(await snippet.textContent()).toContain(`<script src="${server.url}/widget.js" async></script>`);
  });
});
