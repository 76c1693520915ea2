import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, RefusalReason } from '../../src/answering/answer.js';
import { InMemoryAnswerer } from '../http/support/in-memory-answerer.js';
import { accessibilityViolations } from './support/browser.js';
import { useServedWidget } from './support/served-widget.js';

/** Refuses every question for a given reason, with what it would have answered as related. */
class RefusingAnswerer extends InMemoryAnswerer {
  reason: RefusalReason = 'nothing_relevant';
  copies: readonly { id: string; title: string }[] = [];

  override async ask(question: string): Promise<Answer> {
    const { citations, ...answer } = await super.ask(question);
    const alsoIn = this.copies.map((copy) => ({ ...copy, sha256: '' }));
    const related = this.reason === 'related_but_no_answer' ? citations.map((c) => ({ ...c, alsoIn })) : [];
    return { ...answer, outcome: 'not_found', reason: this.reason, text: 'No.', citations: [], related };
  }
}

const answerer = new RefusingAnswerer();
const served = useServedWidget({ answerer });
let page: Page;

beforeEach(async () => {
  page = await served.browser.newPage();
  await page.goto(served.url);
});

afterEach(() => page.close());

describe('a question without an answer', () => {
  it.each([
    ['nothing_relevant', 'Nothing was found that is surely about this.'],
    ['related_but_no_answer', 'Passages about this were found, but none that surely answers it.'],
    ['not_a_question', 'This doesn’t read like a question that can be looked up.'],
    ['empty_knowledge', 'There are no documents to answer from yet.'],
  ] as const)('is told in plain words why: %s', async (reason, words) => {
    answerer.reason = reason;
    await page.getByRole('textbox', { name: 'Your question' }).fill('What does tea cost?');
    await page.keyboard.press('Enter');
    const refusal = page.getByRole('article', { name: 'What does tea cost?' });
    await refusal.getByText(words).waitFor();
    expect(await refusal.getByRole('blockquote').count()).toBe(0);
    expect(await refusal.getByText('answers your question').count()).toBe(0);
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('offers what is near to it under a label that says it is not sure enough, and opens it as such', async () => {
    answerer.reason = 'related_but_no_answer';
    await page.getByRole('textbox', { name: 'Your question' }).fill('What does tea cost?');
    await page.keyboard.press('Enter');
    const related = page.getByRole('article').getByRole('heading', { name: 'The nearest excerpts' });
    await related.waitFor();
    await page.getByRole('button', { name: /Tea is grown in Assam/ }).click();
    await page
      .getByRole('dialog', { name: /^Nearest excerpt 1 of 1/ })
      .getByText('Checked:')
      .waitFor();
  });

  it('names the other documents that hold the same text, by what tells them apart', async () => {
    answerer.reason = 'related_but_no_answer';
    const shown = async (copies: readonly { id: string; title: string }[], line: string) => {
      answerer.copies = copies;
      const question = `Where does ${line} stand?`;
      await page.getByRole('textbox', { name: 'Your question' }).fill(question);
      await page.keyboard.press('Enter');
      await page.getByRole('article', { name: question }).getByText(line, { exact: true }).waitFor();
    };
    await shown(
      [
        { id: 'a.txt', title: 'Green tea' },
        { id: 'b.txt', title: 'Black tea' },
      ],
      'Also in Green tea, Black tea',
    );
    await shown(
      ['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt'].map((id) => ({ id, title: 'Tea' })),
      'Also in a.txt, b.txt, c.txt and 2 more',
    );
  });
});
