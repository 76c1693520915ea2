import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openHostPage } from './support/host-page.js';
import { useServedWidget } from './support/served-widget.js';

const require = createRequire(import.meta.url);

/** What a host's sheet could leak into. */
const PROPERTIES = [
  'color',
  'backgroundColor',
  'fontFamily',
  'fontSize',
  'fontWeight',
  'fontStyle',
  'lineHeight',
  'letterSpacing',
  'wordSpacing',
  'textTransform',
  'textAlign',
  'textIndent',
  'textDecorationLine',
  'cursor',
  'direction',
  'visibility',
  'whiteSpaceCollapse',
  'listStyleType',
  'borderTopWidth',
  'paddingTop',
  'marginTop',
  'boxSizing',
  'display',
  'opacity',
] as const;

const served = useServedWidget();
let page: Page | undefined;

/** How every part of an answered chat looks, by part. */
async function looks(styles: string): Promise<{ page: Page; parts: Record<string, unknown> }> {
  // A tab of its own: the conversation of the one before would come along.
  await page?.close();
  page = await served.browser.newPage({ viewport: { width: 1000, height: 900 } });
  await openHostPage(page, served.url, { styles });
  await page.getByRole('textbox', { name: 'Your question' }).fill('Where is tea grown?');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Copy with citations' }).waitFor();
  const parts = await page.locator('citewell-chat').evaluate((chat, properties) => {
    const parts = chat.shadowRoot?.querySelectorAll('[part], blockquote, p, h2, h3, h4, textarea, li') ?? [];
    return Object.fromEntries(
      [...parts].map((part, index) => {
        const style = getComputedStyle(part);
        const name = `${index} ${part.tagName} ${part.getAttribute('part') ?? ''}`;
        return [name, Object.fromEntries(properties.map((property) => [property, style[property]]))];
      }),
    );
  }, PROPERTIES);
  return { page, parts };
}

describe('the widget looks the same', () => {
  it.each([
    ['under Bootstrap', () => readFile(require.resolve('bootstrap/dist/css/bootstrap.css'), 'utf8')],
    ["under Tailwind's reset", () => readFile(require.resolve('tailwindcss/preflight.css'), 'utf8')],
    [
      'under rules that everything inherits',
      async () =>
        'html, body, main, * { color: red; font: italic 900 40px/3 fantasy; letter-spacing: 1em; word-spacing: 2em; text-transform: uppercase; text-align: center; text-indent: 5em; direction: rtl; visibility: hidden; cursor: wait; white-space: pre; list-style: square }',
    ],
  ])('%s', async (_host, sheet) => {
    const { parts: plain } = await looks('');
    expect(Object.keys(plain).length).toBeGreaterThan(20);
    expect((await looks(await sheet())).parts).toEqual(plain);
  });
});

it.each([
  ['dark', '', 'rgb(24, 23, 19)'],
  ['light', '', 'rgb(252, 250, 245)'],
  ['dark', 'theme="light"', 'rgb(252, 250, 245)'],
  ['light', 'theme="dark"', 'rgb(24, 23, 19)'],
] as const)('on a %s system, with %j, it is as that says', async (colorScheme, attributes, paper) => {
  const page = await served.browser.newPage({ colorScheme });
  await openHostPage(page, served.url, { attributes });
  const chat = page.locator('citewell-chat [part~="chat"]');
  expect(await chat.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(paper);
  await page.close();
});

it('an answer reads as one to assistive technology', async () => {
  const { page } = await looks('');
  const answer = page.getByRole('article', { name: 'Where is tea grown?' });
  expect(await answer.ariaSnapshot()).toMatchInlineSnapshot(`
    "- 'article "You asked: Where is tea grown?"':
      - 'heading "You asked: Where is tea grown?" [level=3]'
      - blockquote:
        - mark: Tea
        - text: is grown in Assam.
        - 'button "Source 1: notes.txt"': "1"
      - paragraph: Very likely answers your question
      - heading "Sources" [level=4]
      - list:
        - listitem:
          - paragraph: notes.txt
          - list:
            - listitem:
              - button "1 “Tea is grown in Assam.”"
      - button "Copy with citations"
      - button "Edit question"
      - group "Did this help?":
        - button "Helpful"
        - button "Not helpful"
        - status"
  `);
});
