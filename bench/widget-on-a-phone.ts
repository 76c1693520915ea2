/**
 * `npm run bench:widget`: the widget on a slow phone (CPU divided by 4, slow 4G as Lighthouse has it: 1.6 Mbit/s down,
 * 150 ms a round trip), in the Chromium of the tests. Needs `npm run build` before.
 */
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { startServer } from '../server/start-server.js';
import type { AnswerEvent } from '../src/answering/answer-events.js';
import type { AskOptions } from '../src/citewell-api.js';
import { eventStream } from '../src/event-stream.js';
import { packageRoot } from '../src/package-root.js';
import { openBrowser } from '../tests/browser/support/browser.js';
import { openHostPage } from '../tests/browser/support/host-page.js';
import { InMemoryAnswerer } from '../tests/http/support/in-memory-answerer.js';
import { quantile } from './measuring/quantile.js';

const CPU_DIVISOR = 4;
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, deviceScaleFactor: 2 };
const WORDS = 2_000;
const MESSAGES = 200;

/** As text: a compiled function may lean on what only its own file has. */
const WATCH_LAUNCHER = `(function look() {
  const inner = document.querySelector('citewell-chat')?.shadowRoot?.querySelector('citewell-floating-window');
  const visible = inner?.shadowRoot?.querySelector('.launcher')?.checkVisibility();
  // One frame later it has been painted.
  requestAnimationFrame(visible ? () => { window.usableAt = performance.now(); } : look);
})()`;

/** Writes 2,000 words in 200 pieces over some four seconds, as a language model would. */
class WritingAnswerer extends InMemoryAnswerer {
  override askStream(question: string, options: AskOptions = {}): AsyncIterable<AnswerEvent> {
    return eventStream<AnswerEvent>(async (emit) => {
      const answer = await this.ask(question, options);
      for (const citation of answer.citations) emit({ type: 'citation', citation });
      const piece = 'Tea is grown in the hills of Assam and elsewhere. [1] ';
      let text = '';
      for (let count = 0; count < WORDS / 10; count++) {
        text += piece;
        emit({ type: 'delta', text: piece });
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      emit({ type: 'answer', answer: { ...answer, text } });
    }, options.signal);
  }
}

const quick = await serve(new InMemoryAnswerer());
const writing = await serve(new WritingAnswerer());
const browser = await openBrowser();
try {
  const launcher = await onPhone((page) => launcherAfterScript(page, quick.url));
  process.stdout.write(`launcher usable after widget.js arrived: ${launcher.toFixed(0)} ms\n`);
  const lag = await onPhone((page, session) => typingLag(page, session, writing.url));
  process.stdout.write(
    `key to next paint while ${WORDS} words stream (${lag.length} keys): median ${percentile(lag, 0.5)} ms, p95 ${percentile(lag, 0.95)} ms, longest ${percentile(lag, 1)} ms\n`,
  );
  const frames = await onPhone((page, session) => scrollFrames(page, session, quick.url));
  process.stdout.write(
    `frames while ${MESSAGES} messages scroll: median ${percentile(frames, 0.5)} ms, p95 ${percentile(frames, 0.95)} ms, longest ${percentile(frames, 1)} ms\n`,
  );
} finally {
  await browser.close();
  await quick.close();
  await writing.close();
}

function serve(answerer: InMemoryAnswerer) {
  const webFolder = join(packageRoot, 'dist/web');
  return startServer({ answerer, version: 'bench', webFolder, host: '127.0.0.1', port: 0 });
}

async function onPhone<Result>(
  measure: (page: Page, session: CDPSession) => Promise<Result>,
): Promise<Result> {
  const page = await browser.newPage(PHONE);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_4G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_DIVISOR });
  try {
    return await measure(page, session);
  } finally {
    await page.close();
  }
}

async function launcherAfterScript(page: Page, url: string): Promise<number> {
  await page.addInitScript({ content: WATCH_LAUNCHER });
  await openHostPage(page, url, { attributes: 'mode="floating"' });
  await page.waitForFunction(() => Reflect.get(window, 'usableAt') !== undefined);
  return page.evaluate(() => {
    const [script] = performance.getEntriesByName(new URL('/widget.js', location.href).href);
    const arrived = script instanceof PerformanceResourceTiming ? script.responseEnd : 0;
    return (Reflect.get(window, 'usableAt') as number) - arrived;
  });
}

/** By the Event Timing API, in steps of 8 ms. */
async function typingLag(page: Page, _session: CDPSession, url: string): Promise<number[]> {
  await openHostPage(page, url);
  await page.evaluate(() => {
    const durations: number[] = [];
    Reflect.set(window, 'durations', durations);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') durations.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 0, buffered: true } as PerformanceObserverInit);
  });
  const field = page.getByRole('textbox', { name: 'Your question' });
  await field.fill('Where is tea grown?');
  await page.keyboard.press('Enter');
  await page.getByText('Tea is grown in the hills').first().waitFor();
  await page.evaluate(() => Reflect.get(window, 'durations').splice(0));
  await field.pressSequentially('And what does it cost in the shops of that town?', { delay: 70 });
  await page.waitForTimeout(500);
  return page.evaluate(() => Reflect.get(window, 'durations') as number[]);
}

async function scrollFrames(page: Page, session: CDPSession, url: string): Promise<number[]> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await openHostPage(page, url);
  await page.evaluate(async (count) => {
    const chat = document.querySelector('citewell-chat');
    for (let asked = 0; asked < count; asked++) {
      const answered = new Promise((resolve) =>
        document.addEventListener('citewell-answer', resolve, { once: true }),
      );
      Reflect.apply(Reflect.get(chat ?? {}, 'ask'), chat, [`Where is tea grown, time ${asked}?`]);
      await answered;
    }
  }, MESSAGES / 2);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_DIVISOR });
  return page.evaluate(async () => {
    const inner = document.querySelector('citewell-chat')?.shadowRoot?.querySelector('.scroller');
    const overflows = inner && inner.scrollHeight > inner.clientHeight + 1;
    const scroller = overflows ? inner : document.documentElement;
    const frames: number[] = [];
    scroller.scrollTo({ top: 0, behavior: 'instant' });
    await new Promise(requestAnimationFrame);
    let before = performance.now();
    while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 1 && frames.length < 600) {
      scroller.scrollBy({ top: 120, behavior: 'instant' });
      await new Promise(requestAnimationFrame);
      frames.push(performance.now() - before);
      before = performance.now();
    }
    return frames;
  });
}

function percentile(values: readonly number[], share: number): string {
  return quantile(values, share).toFixed(0);
}
