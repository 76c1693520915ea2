import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../server/start-server.js';
import { ThreadedFeedback } from '../../src/feedback/threaded-feedback.js';
import { packageRoot } from '../../src/package-root.js';
import { temporaryFolder } from '../http/support/requests.js';
import { startTestServer } from '../http/support/sockets.js';
import { accessibilityViolations, openBrowser, watchComplaints } from './support/browser.js';
import { EveryStateAnswerer, QUESTIONS } from './support/every-state-answerer.js';
import { openHostPage } from './support/host-page.js';

/** A folder for a picture of each state, to be looked at. */
const { CITEWELL_PICTURES: PICTURES } = process.env;

const folder = temporaryFolder();
let feedback: ThreadedFeedback;
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  feedback = new ThreadedFeedback(folder);
  const starters = [QUESTIONS.answered, QUESTIONS.related];
  server = await startTestServer({
    answerer: new EveryStateAnswerer(),
    webFolder: join(packageRoot, 'dist/web'),
    starters,
    feedback: { store: feedback, keepQuestions: true, onFailure: () => undefined },
  });
  browser = await openBrowser();
  if (PICTURES !== undefined) mkdirSync(PICTURES, { recursive: true });
});

afterAll(async () => {
  await browser.close();
  await server.close();
  await feedback.close();
  rmSync(folder, { recursive: true });
});

const part = (page: Page, name: string) => page.locator(`citewell-chat [part~="${name}"]`);
const shown = (page: Page, name: string) => part(page, name).last().waitFor();

async function ask(page: Page, question: string): Promise<void> {
  await part(page, 'input').fill(question);
  await page.keyboard.press('Enter');
}

type Reach = (page: Page) => Promise<void>;

/** By parts, as the names on the buttons differ from language to language. */
const asked =
  (question: string, name: string, then?: Reach): Reach =>
  async (page) => {
    await ask(page, question);
    await shown(page, name);
    await then?.(page);
  };

const STATES: readonly [name: string, reach: Reach][] = [
  ['empty', (page) => shown(page, 'starter')],
  ['searching', asked(QUESTIONS.searching, 'waiting')],
  ['writing', asked(QUESTIONS.writing, 'marker')],
  ['answered', asked(QUESTIONS.answered, 'rating')],
  [
    'source looked at',
    asked(QUESTIONS.paraphrased, 'rating', async (page) => {
      await part(page, 'marker').first().hover();
      await shown(page, 'preview');
    }),
  ],
  [
    'source opened',
    asked(QUESTIONS.answered, 'rating', async (page) => {
      await part(page, 'marker').first().click();
      await shown(page, 'quote');
    }),
  ],
  [
    'rated unhelpful',
    asked(QUESTIONS.answered, 'rating', async (page) => {
      await part(page, 'rating').getByRole('button').last().click();
      await shown(page, 'comment');
    }),
  ],
  ['refused with related', asked(QUESTIONS.related, 'related')],
  ['refused', asked(QUESTIONS.nothing, 'refusal')],
  ['failed', asked(QUESTIONS.failing, 'failure')],
  [
    'asked to wait',
    async (page) => {
      await page.route('**/api/ask', (route) =>
        route.fulfill({ status: 429, headers: { 'Retry-After': '60' }, body: '' }),
      );
      await asked(QUESTIONS.answered, 'failure')(page);
    },
  ],
  [
    'offline',
    async (page) => {
      await page.context().setOffline(true);
      await asked(QUESTIONS.answered, 'failure')(page);
    },
  ],
  [
    'too long a question',
    async (page) => {
      await part(page, 'input').fill('tea '.repeat(1000));
      await page.keyboard.press('Enter');
    },
  ],
];

const ARABIC = 'locale="ar"';

describe.each([
  { looks: 'light', media: { colorScheme: 'light' as const } },
  { looks: 'dark', media: { colorScheme: 'dark' as const } },
  { looks: 'forced colours', media: { forcedColors: 'active' as const } },
  { looks: 'right to left', media: {}, attributes: ARABIC },
  { looks: 'a phone, floating', media: {}, attributes: 'mode="floating" open', phone: true },
  {
    looks: 'a phone, floating, right to left, dark',
    media: { colorScheme: 'dark' as const },
    attributes: `mode="floating" open ${ARABIC}`,
    phone: true,
  },
  { looks: 'zoomed to 400%', media: {}, viewport: { width: 320, height: 256 } },
])('in $looks', ({ looks, media, attributes, phone, viewport }) => {
  it.each(STATES)('%s: axe finds nothing, and nothing overflows sideways', async (state, reach) => {
    const page = await browser.newPage({
      viewport: viewport ?? (phone === true ? { width: 390, height: 844 } : { width: 1000, height: 800 }),
      reducedMotion: 'reduce',
      ...media,
    });
    const complaints = await watchComplaints(page);
    await openHostPage(page, server.url, {
      ...(attributes === undefined ? {} : { attributes }),
      policy: "default-src 'self'",
    });
    await part(page, 'input').waitFor();
    await reach(page);
    if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${looks}, ${state}.png`) });
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(complaints).toEqual({ violations: [], errors: [] });
    await page.close();
  });
});
