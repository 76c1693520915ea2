import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.js';
import { startTestServer } from '../http/support/sockets.js';
import { accessibilityViolations, type PageComplaints, watchComplaints } from './support/browser.js';
import { openHostPage } from './support/host-page.js';
import { useServedWidget } from './support/served-widget.js';

const served = useServedWidget();
let page: Page;
let complaints: PageComplaints;

beforeEach(async () => {
  page = await served.browser.newPage({ viewport: { width: 1280, height: 800 } });
  complaints = await watchComplaints(page);
});

afterEach(async () => {
  await page.close();
  expect(complaints).toEqual({ violations: [], errors: [] });
});

async function askAndOpenSource(): Promise<void> {
  await page.getByRole('textbox', { name: 'Your question' }).fill('Where is tea grown?');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Source 1/ }).click();
  await page
    .getByRole('dialog', { name: /notes\.txt/ })
    .getByText('Checked:')
    .waitFor();
}

describe('the widget on a page of somebody else’s', () => {
  it.each([
    ['with a strict policy', { policy: "default-src 'self'" }],
    ['with a style reset of everything', { styles: '* { all: unset !important }' }],
    [
      'with rules for every element',
      { styles: 'button, p, mark { display: none } * { font: 90px/3 fantasy }' },
    ],
    ['with a base address of its own', { head: '<base href="https://elsewhere.example/deep/">' }],
    ['in quirks mode', { doctype: '' }],
  ])('%s answers and opens the source', async (_, host) => {
    await openHostPage(page, served.url, host);
    await askAndOpenSource();
    const size = await page
      .locator('mark')
      .first()
      .evaluate((mark) => getComputedStyle(mark).fontSize);
    expect(Number.parseFloat(size)).toBeLessThan(24);
  });

  it('asks a private bot with the token that the page gives it', async () => {
    const token = 'ask-token-of-the-tests-0123456789';
    const webFolder = join(packageRoot, 'dist/web');
    const privateServer = await startTestServer({ webFolder, askToken: token });
    try {
      await openHostPage(page, privateServer.url, { attributes: `token="${token}"` });
      await askAndOpenSource();
    } finally {
      await privateServer.close();
    }
  });

  it('tells the page what happened', async () => {
    await openHostPage(page, served.url);
    await page.evaluate(() => {
      document.addEventListener('citewell-answer', (event) => {
        if (event instanceof CustomEvent) document.title = event.detail.outcome;
      });
    });
    await askAndOpenSource();
    expect(await page.title()).toBe('answered');
  });

  it.each([
    ['de-AT', 'Ihre Frage', 'ltr'],
    ['fr', 'Votre question', 'ltr'],
    ['es', 'Su pregunta', 'ltr'],
    ['zh-CN', '您的问题', 'ltr'],
    ['ar', 'سؤالك', 'rtl'],
    ['tlh', 'Your question', 'ltr'],
  ])('speaks the language of locale="%s"', async (locale, label, direction) => {
    await openHostPage(page, served.url, { attributes: `locale="${locale}"` });
    const field = page.getByRole('textbox', { name: label });
    await field.waitFor();
    expect(await field.evaluate((element) => getComputedStyle(element).direction)).toBe(direction);
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('keeps two chats on one page apart', async () => {
    await openHostPage(page, served.url, {
      attributes: 'id="first"></citewell-chat><citewell-chat id="second"',
    });
    const [first, second] = [page.locator('#first'), page.locator('#second')];
    await first.getByRole('textbox').fill('Where is tea grown?');
    await page.keyboard.press('Enter');
    await first.getByRole('blockquote').waitFor();
    await page.reload();
    await first.getByRole('blockquote').waitFor();
    expect(await second.getByRole('article').count()).toBe(0);
  });

  it('can be taken out and put back a hundred times', async () => {
    await openHostPage(page, served.url);
    await askAndOpenSource();
    await page.evaluate(() => {
      const chat = document.querySelector('citewell-chat');
      const parent = chat?.parentElement;
      for (let round = 0; round < 100 && chat; round += 1) {
        chat.remove();
        parent?.append(chat);
      }
    });
    await page.getByRole('blockquote').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('button', { name: /^Source 1/ }).click();
    await page.getByRole('dialog', { name: /notes\.txt/ }).waitFor();
  });
});

describe('the floating form', () => {
  it('opens from its button, works by keyboard alone, and gives the focus back', async () => {
    await openHostPage(page, served.url, { attributes: 'mode="floating"' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const field = page.getByRole('textbox', { name: 'Your question' });
    await field.waitFor();
    await page.keyboard.type('Where is tea grown?');
    await page.keyboard.press('Enter');
    const marker = page.getByRole('button', { name: /^Source 1/ });
    await marker.waitFor();
    await marker.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: /notes\.txt/ });
    await panel.waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    expect(await marker.evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'hidden' });
    const launcher = page.getByRole('button', { name: 'Ask a question' });
    expect(await launcher.evaluate((element) => element.matches(':focus'))).toBe(true);
  });

  it('fills the screen of a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await openHostPage(page, served.url, { attributes: 'mode="floating"' });
    await page.getByRole('button', { name: 'Ask a question' }).click();
    const box = await page.getByRole('dialog').boundingBox();
    expect(box).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  });
});

describe('accessibility, by axe', () => {
  it.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' as const }],
    ['forced colours', { forcedColors: 'active' as const }],
  ])('finds nothing wrong from empty to source opened, in %s', async (_, media) => {
    await page.emulateMedia(media);
    await openHostPage(page, served.url, { attributes: `starters='["Where is tea grown?"]'` });
    await page.getByRole('button', { name: 'Where is tea grown?' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await askAndOpenSource();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.context().setOffline(true);
    await page.getByRole('textbox').fill('And coffee?');
    await page.keyboard.press('Enter');
    await page.getByText('The server can’t be reached.').first().waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('speaks a finished answer once', async () => {
    await openHostPage(page, served.url);
    await askAndOpenSource();
    const spoken = page
      .locator('citewell-chat')
      .getByRole('status')
      .filter({ hasText: 'Tea is grown in Assam.' });
    expect(await spoken.allTextContents()).toEqual(['Tea is grown in Assam. [1] One source.']);
  });
});
