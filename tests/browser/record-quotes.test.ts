import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/answer.js';
import { InMemoryAnswerer } from '../http/support/in-memory-answerer.js';
import { accessibilityViolations } from './support/browser.js';
import { useServedWidget } from './support/served-widget.js';

/** Answers with the question itself as the quote, the words between asterisks marked. */
class EchoingAnswerer extends InMemoryAnswerer {
  override async ask(question: string): Promise<Answer> {
    const answer = await super.ask(question);
    const [before = '', marked = '', after = ''] = question.split('*');
    const quote = before + marked + after;
    const citations = answer.citations.map((citation) => ({
      ...{ ...citation, quote, start: 100, end: 100 + quote.length },
      highlights: [{ start: 100 + before.length, end: 100 + before.length + marked.length }],
    }));
    return { ...answer, text: `${quote} [1]`, citations };
  }
}

const served = useServedWidget({ answerer: new EchoingAnswerer() });
let page: Page;

beforeEach(async () => {
  page = await served.browser.newPage({ viewport: { width: 375, height: 700 } });
  await page.goto(served.url);
});

afterEach(() => page.close());

const field = () => page.getByRole('textbox', { name: 'Your question' });

async function quoteOf(question: string) {
  await field().fill(question);
  await page.keyboard.press('Enter');
  const quote = page.getByRole('blockquote');
  await quote.waitFor();
  return quote;
}

describe('a quote that is a record', () => {
  it('is shown a field a line, with its marks in place', async () => {
    const quote = await quoteOf('Room: Calder; Seats: *14*; Screen: yes; 2x: HDMI; Phone ext.: 302');
    expect(await quote.locator('dt').allTextContents()).toEqual([
      'Room: ',
      'Seats: ',
      'Screen: ',
      '2x: ',
      'Phone ext.: ',
    ]);
    const tops = await quote
      .locator('dt')
      .evaluateAll((names) => names.map((name) => Math.round(name.getBoundingClientRect().top)));
    expect(new Set(tops).size).toBe(5);
    expect(await quote.locator('dd mark').allTextContents()).toEqual(['14']);
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it.each([
    'Room: Calder; Seats: *14*; Screen: yes',
    'Code: T-2104; *Text: schema; What to do: run `tarn`*; twice',
  ])('is copied word for word: %s', async (question) => {
    const quote = await quoteOf(question);
    await quote.click({ position: { x: 1, y: 1 } });
    await quote.locator('dl').evaluate((list) => {
      const texts = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
      const first = texts.nextNode();
      let last = first;
      while (texts.nextNode()) last = texts.currentNode;
      if (first && last) getSelection()?.setBaseAndExtent(first, 0, last, last.textContent?.length ?? 0);
    });
    await page.keyboard.press('Control+C');
    await field().focus();
    await page.keyboard.press('Control+V');
    expect(await field().inputValue()).toBe(question.replaceAll('*', ''));
  });

  it.each(['The rules are: knock first; never forget this: wait outside.', 'Opening hours: 9 to 5'])(
    'is no other: %s',
    async (question) => {
      const quote = await quoteOf(question);
      expect(await quote.locator('dl').count()).toBe(0);
      expect(await quote.textContent()).toContain(question);
    },
  );
});
