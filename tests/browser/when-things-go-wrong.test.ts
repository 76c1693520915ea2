import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PageComplaints, watchComplaints } from './support/browser.js';
import { useServedWidget } from './support/served-widget.js';

const served = useServedWidget();
let context: BrowserContext;
let page: Page;
let complaints: PageComplaints;

beforeEach(async () => {
  context = await served.browser.newContext();
  page = await context.newPage();
  complaints = await watchComplaints(page);
  await page.goto(served.url);
});

afterEach(async () => {
  await context.close();
  expect(complaints).toEqual({ violations: [], errors: [] });
});

const field = () => page.getByRole('textbox', { name: 'Your question' });
const conversation = () => page.getByRole('region', { name: 'Conversation' });

async function ask(question: string): Promise<void> {
  await field().fill(question);
  await page.keyboard.press('Enter');
}

describe('a server in trouble', () => {
  it('is named when it can’t be reached; the question is kept and can be tried again', async () => {
    await context.setOffline(true);
    await ask('Where is tea grown?');
    await conversation().getByText('The server can’t be reached.').waitFor();
    expect(await field().inputValue()).toBe('Where is tea grown?');
    await context.setOffline(false);
    await conversation().getByRole('button', { name: 'Try again' }).click();
    await conversation().getByRole('blockquote').waitFor();
    expect(await field().inputValue()).toBe('');
  });

  it.each([503, 429])('that asks to wait (%s) is asked again when the time is up', async (status) => {
    let refusals = 0;
    await page.route('**/api/ask', async (route) => {
      refusals += 1;
      if (refusals > 1) return route.fallback();
      const problem = {
        type: 'about:blank',
        title: 'Wait',
        status,
        detail: 'Indexing 3 of 9.',
        requestId: 'request-7',
      };
      return route.fulfill({
        status,
        headers: { 'Retry-After': '2', 'Content-Type': 'application/problem+json' },
        body: JSON.stringify(problem),
      });
    });
    await ask('Where is tea grown?');
    await conversation()
      .getByText(/Trying again in [12] s/)
      .waitFor();
    expect(await conversation().textContent()).toContain('Indexing 3 of 9.');
    expect(await conversation().textContent()).toContain('Reference: request-7');
    await conversation().getByRole('blockquote').waitFor();
  });

  it.each([
    ['a page in place of an answer', { status: 200, contentType: 'text/html', body: '<h1>Welcome</h1>' }],
    [
      'an answer with half its fields',
      { status: 200, json: { id: '1', outcome: 'answered', text: 'Trust me' } },
    ],
  ])('that sends %s is not believed', async (_, response) => {
    await page.route('**/api/ask', (route) => route.fulfill(response));
    await ask('Where is tea grown?');
    await conversation().getByText('The server sent something that is not an answer.').waitFor();
  });

  it('that is slow can be stopped, and its late answer is not shown', async () => {
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/api/ask', async (route) => {
      await released;
      await route.fallback();
    });
    await ask('Where is tea grown?');
    await page.getByRole('button', { name: 'Stop' }).click();
    release();
    await conversation().getByText('Stopped before there was an answer.').waitFor();
    await page.unroute('**/api/ask');
    await conversation().getByRole('button', { name: 'Try again' }).click();
    await conversation().getByRole('blockquote').waitFor();
    expect(await conversation().getByRole('article').count()).toBe(1);
  });
});

describe('what is typed', () => {
  it('stays when it is too long, with a word on how much', async () => {
    const text = 'x'.repeat(100_000);
    await ask(text);
    expect(await field().inputValue()).toBe(text);
    await page.getByText('Too long by 98,000 characters').first().waitFor();
    expect(await conversation().getByRole('article').count()).toBe(0);
  });

  it('is not sent by Shift + Enter, nor by the Enter that ends a composition', async () => {
    await field().fill('Where');
    await page.keyboard.press('Shift+Enter');
    await field().evaluate((element) => {
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));
    });
    expect(await field().inputValue()).toBe('Where\n');
    expect(await conversation().getByRole('article').count()).toBe(0);
  });
});
