import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../server/start-server.js';
import type { AnswerEvent } from '../../src/answering/answer-events.js';
import type { AskOptions } from '../../src/citewell-api.js';
import { eventStream } from '../../src/event-stream.js';
import { packageRoot } from '../../src/package-root.js';
import { InMemoryAnswerer } from '../http/support/in-memory-answerer.js';
import { createSignal, type Signal, startTestServer } from '../http/support/sockets.js';
import { openBrowser, type PageComplaints, watchComplaints } from './support/browser.js';
import { openHostPage } from './support/host-page.js';

const QUESTION = 'Where is tea grown?';
const LEFT = 'The page was left before the answer came.';

/** Answers when the test lets it; by default it stops, as the real one does, when its client has left. */
class SlowAnswerer extends InMemoryAnswerer {
  goOn: Signal = createSignal();
  stopsWithClient = true;

  override askStream(question: string, options: AskOptions = {}): AsyncIterable<AnswerEvent> {
    return eventStream<AnswerEvent>(
      async (emit, signal) => {
        emit({ type: 'status', stage: 'searching' });
        const left = new Promise<never>((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        );
        await Promise.race([this.goOn.promise, left]);
        emit({ type: 'answer', answer: await this.ask(question, options) });
      },
      this.stopsWithClient ? options.signal : undefined,
    );
  }
}

let answerer: SlowAnswerer;
let server: RunningServer;
let browser: Browser;
let page: Page;
let complaints: PageComplaints;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  answerer = new SlowAnswerer();
  server = await startTestServer({ answerer, webFolder: join(packageRoot, 'dist/web') });
  page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
  complaints = await watchComplaints(page);
  await page.goto(server.url);
});
afterEach(async () => {
  await page.close();
  answerer.goOn.fire();
  await server.close();
  expect(complaints).toEqual({ violations: [], errors: [] });
});

const article = (name = QUESTION) => page.getByRole('article', { name });
async function ask(question = QUESTION): Promise<void> {
  await page.getByRole('textbox', { name: 'Your question' }).fill(question);
  await page.keyboard.press('Enter');
}

/** The first event brings the id by which a page fetches the answer later. */
async function askUntilBegun(): Promise<void> {
  await ask();
  await page.waitForFunction(() => Object.values(sessionStorage).some((kept) => kept.includes('answerId')));
}

describe('a page that is reloaded before the answer has come', () => {
  it('keeps a question that the server has not even taken up', async () => {
    await page.route('**/api/ask', () => undefined);
    await ask();
    await page.reload();
    await article().getByText(LEFT).waitFor();
    await article().getByText('Not answered yet').waitFor();
    await page.unroute('**/api/ask');
    answerer.goOn.fire();
    await article().getByRole('button', { name: 'Try again' }).click();
    await article().getByRole('blockquote').waitFor();
    expect(await page.getByRole('article').count()).toBe(1);
  });

  it('keeps a question whose answer the server gave up with the page', async () => {
    await askUntilBegun();
    const fetched = page.waitForResponse('**/api/answers/*');
    await page.reload();
    await fetched;
    await article().getByText(LEFT).waitFor();
    answerer.goOn.fire();
    await article().getByRole('button', { name: 'Try again' }).click();
    await article().getByRole('blockquote').waitFor();
    await page.reload();
    await article().getByRole('blockquote').waitFor();
  });

  it('fetches the answer where the server goes on with it', async () => {
    answerer.stopsWithClient = false;
    await askUntilBegun();
    const fetched = page.waitForResponse('**/api/answers/*');
    await page.reload();
    expect((await fetched).status()).toBe(202);
    await article().getByText('Looking through the documents').waitFor();
    answerer.goOn.fire();
    await article().getByRole('blockquote').waitFor();
    expect(answerer.asked).toHaveLength(1);
  });

  it('says what is wrong where the answer can’t be fetched', async () => {
    await askUntilBegun();
    await page.route('**/api/answers/*', (route) => route.abort());
    await page.reload();
    await article().getByText('The server can’t be reached.').waitFor();
    await article().getByRole('button', { name: 'Try again' }).waitFor();
  });

  it('goes on where it comes back from the browser’s history', async () => {
    await page.route('**/api/ask', () => undefined);
    await ask();
    await article().waitFor();
    // The bundled browser keeps no pages in memory; what a page is told is the same.
    await page.evaluate(() => {
      window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    });
    await article().getByText(LEFT).waitFor();
  });
});

describe('a conversation of many questions', () => {
  const QUESTIONS = Array.from({ length: 8 }, (_, count) => `What is tea number ${count + 1}?`);
  const last = () => article(QUESTIONS.at(-1));

  it.each(['inline', 'floating'])('reopens at its last, %s', async (mode) => {
    answerer.goOn.fire();
    await openHostPage(page, server.url, { attributes: `mode="${mode}" open` });
    for (const question of QUESTIONS) {
      await ask(question);
      await article(question).getByRole('blockquote').waitFor();
    }
    await page.reload();
    await last().getByRole('blockquote').waitFor();
    await expect
      .poll(() =>
        last().evaluate((element) => {
          const view = element.closest('.scroller')?.getBoundingClientRect();
          const { top, bottom } = element.getBoundingClientRect();
          return view !== undefined && top >= view.top - 5 && Math.min(bottom, top + 40) <= view.bottom;
        }),
      )
      .toBe(true);
  });
});
