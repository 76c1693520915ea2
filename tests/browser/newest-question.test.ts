import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/answer.js';
import { InMemoryAnswerer } from '../http/support/in-memory-answerer.js';
import { createSignal, type Signal } from '../http/support/sockets.js';
import { openHostPage } from './support/host-page.js';
import { useServedWidget } from './support/served-widget.js';

/** Answers with as many sentences as the question has of the letter x, once the test lets it. */
class AnswererOfLengths extends InMemoryAnswerer {
  goOn: Signal | undefined;

  override async ask(question: string): Promise<Answer> {
    const answer = await super.ask(question);
    await this.goOn?.promise;
    const sentences = question.split('x').length - 1;
    const text = Array.from({ length: sentences }, () => 'Tea is picked by hand in the hills. [1]');
    return { ...answer, text: [answer.text, ...text].join('\n\n') };
  }
}

const answerer = new AnswererOfLengths();
const served = useServedWidget({ answerer });
let page: Page;

afterEach(async () => {
  answerer.goOn?.fire();
  answerer.goOn = undefined;
  await page.close();
});

async function ask(question: string): Promise<void> {
  await page.locator('citewell-chat [part~="input"]').fill(question);
  await page.keyboard.press('Enter');
  await page.getByRole('article', { name: question }).waitFor();
}

const answered = (question: string) =>
  page.getByRole('article', { name: question }).locator('[part~="rating"]').waitFor();

/** How far below the top of the log the last exchange, and its answer, begin once nothing moves. Pixels. */
async function placeOfLast(): Promise<{ question: number; answer: number; log: number }> {
  const place = () =>
    page.locator('citewell-chat .scroller').evaluate((log) => {
      const last = log.querySelector('.exchange:last-child');
      const top = log.getBoundingClientRect().top;
      const of = (element?: Element | null) =>
        Math.round((element?.getBoundingClientRect().top ?? Number.NaN) - top);
      return { question: of(last), answer: of(last?.querySelector('.answer')), log: log.clientHeight };
    });
  for (let before = await place(); ; ) {
    await page.waitForTimeout(250);
    const after = await place();
    if (after.question === before.question) return after;
    before = after;
  }
}

/** Runs in the page before its scripts: makes of it a browser that has no `scrollend`. */
function removeScrollEnd(): void {
  Reflect.deleteProperty(window, 'onscrollend');
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (...listening): void {
    if (listening[0] !== 'scrollend') addEventListener.apply(this, listening);
  };
}

const QUESTIONS = [
  'One xxxx?',
  'Two?',
  `Three ${'x'.repeat(20)}?`,
  'Four x?',
  `Five ${'x'.repeat(8)}?`,
  'Six?',
];

const SIZES = [
  { width: 1280, height: 850 },
  { width: 375, height: 700 },
  { width: 320, height: 568 },
];

describe.each(SIZES)('the newest question in $width x $height pixels', (viewport) => {
  it.each(['no-preference', 'reduce'] as const)(
    'ends at the top with its answer in sight, motion: %s',
    async (reducedMotion) => {
      page = await served.browser.newPage({ viewport, reducedMotion });
      await openHostPage(page, served.url, { attributes: 'mode="floating" open' });
      for (const [position, question] of QUESTIONS.entries()) {
        await ask(question);
        await answered(question);
        const { question: top, answer, log } = await placeOfLast();
        // The first stands below the room at the top of the log.
        expect(top, question).toBeGreaterThanOrEqual(-3);
        expect(top, question).toBeLessThanOrEqual(position === 0 ? 30 : 1);
        expect(answer, question).toBeLessThan(log - 40);
      }
    },
  );
});

describe('the newest question', () => {
  it('leaves alone who scrolls away while it is answered', async () => {
    page = await served.browser.newPage({ viewport: { width: 375, height: 700 } });
    await openHostPage(page, served.url, { attributes: 'mode="floating" open' });
    await ask('One xxxxxxxx?');
    await answered('One xxxxxxxx?');
    answerer.goOn = createSignal();
    await ask('Two xxxxxxxx?');
    const log = page.locator('citewell-chat .scroller');
    await log.hover();
    await expect.poll(() => log.evaluate(({ scrollTop }) => scrollTop), { interval: 10 }).toBeGreaterThan(0);
    await page.mouse.wheel(0, -5000);
    const { question } = await placeOfLast();
    expect(question).toBeGreaterThan(200);
    answerer.goOn.fire();
    await answered('Two xxxxxxxx?');
    expect((await placeOfLast()).question).toBe(question);
  });

  it.each(['with', 'without'])(
    'is gone to once, in a browser %s an event at the end of a scroll',
    async (has) => {
      page = await served.browser.newPage({ viewport: { width: 375, height: 700 } });
      if (has === 'without') await page.addInitScript(removeScrollEnd);
      await openHostPage(page, served.url, { attributes: 'mode="floating" open' });
      for (const question of QUESTIONS) {
        await ask(question);
        await answered(question);
        await placeOfLast();
      }
      expect((await placeOfLast()).question).toBeLessThanOrEqual(1);
      const log = page.locator('citewell-chat .scroller');
      // As find in page does, and the keys of assistive technology: no gesture tells of it.
      await log.evaluate((scroller) => scroller.scrollTo({ top: 0, behavior: 'instant' }));
      await page.setViewportSize({ width: 375, height: 600 });
      await placeOfLast();
      expect(await log.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
    },
  );

  it('is at the top of a window that was closed when it was asked, and after a reload', async () => {
    page = await served.browser.newPage({ viewport: { width: 375, height: 700 } });
    await openHostPage(page, served.url, { attributes: 'mode="floating" open' });
    for (const question of QUESTIONS.slice(0, -1)) {
      await ask(question);
      await answered(question);
    }
    await page.getByRole('button', { name: 'Close chat' }).last().click();
    const chat = page.locator('citewell-chat');
    await chat.evaluate(async (element) => {
      const isAnswered = new Promise((resolve) =>
        element.addEventListener('citewell-answer', resolve, { once: true }),
      );
      Reflect.get(element, 'ask').call(element, 'Last?');
      await isAnswered;
    });
    await page.getByRole('button', { name: 'Ask a question' }).click();
    await answered('Last?');
    expect((await placeOfLast()).question).toBeLessThanOrEqual(1);
    await page.reload();
    await answered('Last?');
    expect((await placeOfLast()).question).toBeLessThanOrEqual(1);
  });
});
