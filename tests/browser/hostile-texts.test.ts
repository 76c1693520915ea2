import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PageComplaints, watchComplaints } from './support/browser.js';
import { HOSTILE_TEXTS } from './support/hostile-texts.js';
import { useServedWidget } from './support/served-widget.js';

const served = useServedWidget();
let page: Page;
let complaints: PageComplaints;
let foreignRequests: string[];

beforeEach(async () => {
  page = await served.browser.newPage();
  complaints = await watchComplaints(page);
  foreignRequests = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(served.url)) foreignRequests.push(request.url());
  });
  await page.goto(served.url);
});

afterEach(async () => {
  expect(await page.evaluate(() => Reflect.get(window, 'executed'))).toBeUndefined();
  expect(complaints).toEqual({ violations: [], errors: [] });
  expect(foreignRequests).toEqual([]);
  await page.close();
});

async function ask(question: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your question' }).fill(question);
  await page.keyboard.press('Enter');
}

/** A citation in which every text is the same hostile one. */
function hostileCitation(text: string, number: number) {
  return {
    number,
    quote: text,
    start: 0,
    end: text.length,
    highlights: [{ start: 0, end: text.length }],
    headings: [text],
    document: { id: 'notes.txt', title: text, author: text, published: text, url: text, sha256: '' },
    link: text,
    passage: { start: 0, end: text.length, text },
    score: 1,
  };
}

describe('300 hostile texts', () => {
  it('stand on the page as text and run nothing, wherever they come from', async () => {
    let texts: readonly string[] = [];
    await page.route('**/api/ask', (route) => {
      const citations = texts.map((text, index) => hostileCitation(text, index + 1));
      const text = texts.map((each, index) => `${each} [${index + 1}]`).join('\n\n');
      const answer = {
        id: 'a',
        question: '',
        standaloneQuestion: text,
        outcome: 'answered',
        text,
        confidence: 1,
      };
      return route.fulfill({ json: { ...answer, citations, related: [] } });
    });
    for (let first = 0; first < HOSTILE_TEXTS.length; first += 10) {
      texts = HOSTILE_TEXTS.slice(first, first + 10);
      await ask(`${first}: ${texts[0]}`);
      const answer = page.getByRole('article').nth(first / 10);
      await answer.getByRole('blockquote').first().waitFor();
      const shown = (await answer.getByRole('blockquote').allTextContents()).join('');
      for (const text of texts) expect(shown).toContain(text.trim());
      await answer.getByRole('button', { name: /^Source 1:/ }).click();
      const panel = page.getByRole('dialog');
      await panel.getByText('The document has changed since this answer.').waitFor();
      for (const _ of texts.slice(1)) await panel.getByRole('button', { name: 'Next citation' }).click();
      expect(await panel.getByRole('link').count()).toBe(0);
      await page.keyboard.press('Escape');
    }
    expect(HOSTILE_TEXTS.length).toBe(300);
  });

  it('stand in the details of errors and in the list of documents as text', async () => {
    await page.route('**/api/documents?*', (route) => {
      const documents = HOSTILE_TEXTS.map((text) => {
        return {
          id: text,
          title: text,
          author: text,
          published: text,
          passages: 1,
          indexedAt: '2025-03-17T00:00:00Z',
        };
      });
      return route.fulfill({ json: { documents } });
    });
    await page.reload();
    await page.getByText('300 documents').waitFor();
    let detail = '';
    await page.route('**/api/ask', (route) =>
      route.fulfill({ status: 400, json: { title: detail, detail, code: detail, requestId: detail } }),
    );
    for (const text of HOSTILE_TEXTS.filter((_, index) => index % 10 === 0)) {
      detail = text;
      await ask('Anything');
      await page.getByRole('article').last().getByText('The server did not accept this question.').waitFor();
    }
  });
});
