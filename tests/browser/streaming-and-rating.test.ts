import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../server/start-server.js';
import type { Answer } from '../../src/answering/answer.js';
import type { AnswerEvent } from '../../src/answering/answer-events.js';
import type { AskOptions } from '../../src/citewell-api.js';
import { CitewellError } from '../../src/errors.js';
import { eventStream } from '../../src/event-stream.js';
import { ThreadedFeedback } from '../../src/feedback/threaded-feedback.js';
import { packageRoot } from '../../src/package-root.js';
import { InMemoryAnswerer } from '../http/support/in-memory-answerer.js';
import { temporaryFolder } from '../http/support/requests.js';
import { createSignal, type Signal, startTestServer } from '../http/support/sockets.js';
import {
  accessibilityViolations,
  openBrowser,
  type PageComplaints,
  watchComplaints,
} from './support/browser.js';

const QUESTION = 'Where is tea grown?';

/** Writes an answer in pieces, and waits after the first until the test lets it go on. */
class WritingAnswerer extends InMemoryAnswerer {
  goOn: Signal = createSignal();
  stopped = createSignal();
  pieces: readonly string[] = [];
  failure: CitewellError | undefined;

  override askStream(question: string, options: AskOptions = {}): AsyncIterable<AnswerEvent> {
    return eventStream<AnswerEvent>(async (emit, signal) => {
      signal.addEventListener('abort', () => this.stopped.fire());
      emit({ type: 'status', stage: 'searching' });
      const answer: Answer = {
        ...(await this.ask(question, options)),
        composer: 'llm',
        text: this.pieces.join(''),
      };
      emit({ type: 'status', stage: 'writing' });
      for (const citation of answer.citations) emit({ type: 'citation', citation });
      for (const [position, text] of this.pieces.entries()) {
        emit({ type: 'delta', text });
        if (position === 0) await this.goOn.promise;
        if (this.failure) throw this.failure;
      }
      emit({ type: 'answer', answer });
    }, options.signal);
  }
}

const folder = temporaryFolder();
let answerer: WritingAnswerer;
let feedback: ThreadedFeedback;
let server: RunningServer;
let browser: Browser;
let page: Page;
let complaints: PageComplaints;

beforeAll(async () => {
  browser = await openBrowser();
  mkdirSync(folder, { recursive: true });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  answerer = new WritingAnswerer();
  answerer.pieces = ['Tea grows in Assam. [1] ', 'It is cold there. [1]'];
  feedback = new ThreadedFeedback(folder);
  server = await startTestServer({
    answerer,
    webFolder: join(packageRoot, 'dist/web'),
    starters: ['Where is tea grown?', 'What does tea cost?'],
    feedback: { store: feedback, keepQuestions: true, onFailure: () => undefined },
  });
  page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  complaints = await watchComplaints(page);
  await page.goto(server.url);
});
afterEach(async () => {
  await page.close();
  await server.close();
  await feedback.close();
  expect(complaints).toEqual({ violations: [], errors: [] });
});

const article = () => page.getByRole('article', { name: QUESTION });
async function ask(): Promise<void> {
  await page.getByRole('textbox', { name: 'Your question' }).fill(QUESTION);
  await page.keyboard.press('Enter');
}

describe('an answer that is being written', () => {
  it('is shown as far as it has come, with sources that open, and says once that it is there', async () => {
    await ask();
    await article().getByText('Tea grows in Assam.').waitFor();
    expect(await article().getByText('It is cold there.').count()).toBe(0);
    expect(await article().getByText('Writing, and checking each sentence').isVisible()).toBe(true);
    expect(await page.getByRole('status').filter({ hasText: 'Tea grows' }).count()).toBe(0);
    expect(await accessibilityViolations(page)).toEqual([]);
    await article()
      .getByRole('button', { name: /^Source 1/ })
      .click();
    await page.getByRole('button', { name: 'Close source' }).waitFor();
    await page.keyboard.press('Escape');
    answerer.goOn.fire();
    await article().getByText('It is cold there.').waitFor();
    await article().getByRole('button', { name: 'Copy with citations' }).waitFor();
    await page.getByRole('status').filter({ hasText: 'Tea grows in Assam.' }).waitFor();
    expect(await article().locator('[aria-busy]').count()).toBe(0);
  });

  it('can be stopped, which reaches the server', async () => {
    await ask();
    await article().getByText('Tea grows in Assam.').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await article().getByText('Stopped before there was an answer.').waitFor();
    await answerer.stopped.promise;
    expect(await article().getByText('Tea grows in Assam.').count()).toBe(0);
  });

  it('fails as a whole where the server fails in the middle of it, and can be asked again', async () => {
    answerer.failure = new CitewellError('engine_stopped', 'Gone.');
    answerer.goOn.fire();
    await ask();
    await article().getByText('Something went wrong on the server.').waitFor();
    answerer.failure = undefined;
    await article().getByRole('button', { name: 'Try again' }).click();
    await article().getByText('It is cold there.').waitFor();
  });

  it('of 2,000 words leaves what is typed below alone', async () => {
    answerer.pieces = Array.from({ length: 400 }, (_, count) => `Sentence ${count} has five words. [1] `);
    answerer.goOn.fire();
    await ask();
    await page
      .getByRole('textbox', { name: 'Your question' })
      .pressSequentially('And what does it cost there?');
    await article().getByText('Sentence 399').waitFor();
    expect(await page.getByRole('textbox', { name: 'Your question' }).inputValue()).toBe(
      'And what does it cost there?',
    );
  });
});

describe('rating an answer', () => {
  beforeEach(async () => {
    answerer.goOn.fire();
    await page.evaluate(() => {
      document.addEventListener('citewell-feedback', (event) => {
        document.title = JSON.stringify((event as CustomEvent).detail);
      });
    });
    await ask();
    await article().getByRole('group', { name: 'Did this help?' }).waitFor();
  });

  it('takes a press, and from those who were not helped what was wrong', async () => {
    await article().getByRole('button', { name: 'Helpful', exact: true }).click();
    await article().getByText('Thank you.').waitFor();
    expect(
      await article().getByRole('button', { name: 'Helpful', exact: true }).getAttribute('aria-pressed'),
    ).toBe('true');
    await article().getByRole('button', { name: 'Not helpful' }).click();
    const comment = article().getByRole('textbox', { name: 'What was wrong or missing?' });
    await comment.fill('Not that tea.');
    expect(await accessibilityViolations(page)).toEqual([]);
    await article().getByRole('button', { name: 'Send' }).click();
    await comment.waitFor({ state: 'detached' });
    await article().getByText('Thank you.').waitFor();
    expect(await feedback.ratings.list({ limit: 5 })).toMatchObject([
      { helpful: false, comment: 'Not that tea.', question: QUESTION },
    ]);
    expect(JSON.parse(await page.title())).toMatchObject({ helpful: false, comment: 'Not that tea.' });
  });

  it('says where it could not be kept', async () => {
    feedback.ratings.put = () => Promise.reject(new CitewellError('storage_failed', 'Full.'));
    await article().getByRole('button', { name: 'Not helpful' }).click();
    await article().getByText('That could not be sent. Try again.').waitFor();
    expect(await article().getByRole('button', { name: 'Not helpful' }).getAttribute('aria-pressed')).toBe(
      'false',
    );
  });
});

describe('by keyboard alone', () => {
  /** Goes on with Tab, or back with Shift + Tab, until the focus is there. */
  async function tabTo(target: Locator, key = 'Tab'): Promise<void> {
    for (let presses = 0; presses < 40; presses++) {
      if (await target.evaluate((element) => element.matches(':focus'))) return;
      await page.keyboard.press(key);
    }
    throw new Error(`${key} does not lead to ${target}.`);
  }
  const button = (name: string | RegExp) => article().getByRole('button', { name });

  it('a question is asked, its source opened, the answer rated, the question asked anew, and all of it cleared', async () => {
    const field = page.getByRole('textbox', { name: 'Your question' });
    const starter = page.getByRole('button', { name: QUESTION });
    await starter.waitFor();
    await tabTo(field);
    await tabTo(starter, 'Shift+Tab');
    await page.keyboard.press('Enter');
    answerer.goOn.fire();
    await button('Copy with citations').waitFor();

    await tabTo(field);
    await tabTo(button(/^Source 1/).first(), 'Shift+Tab');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: /notes\.txt/ });
    await panel.getByText('Checked:').waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    await expect
      .poll(() =>
        button(/^Source 1/)
          .first()
          .evaluate((element) => element.matches(':focus')),
      )
      .toBe(true);

    await tabTo(button('Not helpful'));
    await page.keyboard.press('Enter');
    await tabTo(article().getByRole('textbox'));
    await page.keyboard.type('It costs more.');
    await tabTo(button('Send'));
    await page.keyboard.press('Enter');
    await article().getByRole('textbox').waitFor({ state: 'hidden' });
    await expect
      // Other tests of this file rate in the same folder.
      .poll(() => feedback.ratings.list({ limit: 5 }))
      .toContainEqual(expect.objectContaining({ helpful: false, comment: 'It costs more.' }));

    await tabTo(button('Edit question'), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await tabTo(field);
    expect(await field.inputValue()).toBe(QUESTION);
    await page.keyboard.press('Enter');
    await button('Copy with citations').nth(1).waitFor();
    await tabTo(page.getByRole('button', { name: 'New chat' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => article().count()).toBe(0);
    await starter.waitFor();
  });
});

describe('questions to start with', () => {
  it('are those of the server where the page names none, and a press asks one', async () => {
    answerer.goOn.fire();
    await page.getByRole('button', { name: 'What does tea cost?' }).waitFor();
    await page.getByRole('button', { name: QUESTION }).click();
    await article().getByText('It is cold there.').waitFor();
  });
});
