import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SpellingCorrector } from '../../../src/retrieval/correct-spelling.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { analysedDocument } from '../../contract/support/embedded-documents.js';

const ENGLISH = new Set(['bernie', 'founder', 'huge']);

describe('spelling', () => {
  let folder: string;
  let store: SqliteStore;
  let spelling: SpellingCorrector;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'citewell-spelling-'));
    store = await SqliteStore.open(folder);
    await store.apply({
      fingerprint: 'test',
      put: [
        analysedDocument('a', 'Alibaba is investing in Ernie, and Alibaba’s founded a company.'),
        analysedDocument('b', 'A refund is paid. Refunds of the account need a receipt: GDPRX, 12345.'),
        analysedDocument(
          'd',
          'The pattern was breaking. He commits further to a view of the haven; leave is paid to Ludmila Hermann.',
        ),
        analysedDocument('c', 'Delivery to Köln. The deliveries arrive. Zwei strasses, die Straße.'),
      ],
    });
    spelling = new SpellingCorrector(store.vocabulary, (word) => ENGLISH.has(word));
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['How much is Alibab investing?', 'How much is Alibaba investing?'],
    ['how much is alibba investing', 'how much is alibaba investing'],
    ['how much is alibaba investng', 'how much is alibaba investing'],
    ['What is the refnd for my acount?', 'What is the refund for my account?'],
    ['Where does the delievery go?', 'Where does the delivery go?'],
    ['Where is the straase?', 'Where is the straße?'],
    ['Who is Ludmila Hermanm?', 'Who is Ludmila Hermann?'],
    ['Which refunds are there, and whcih not?', 'Which refunds are there, and which not?'],
  ])('"%s" becomes "%s"', async (asked, corrected) => {
    expect(await spelling.correct(asked)).toBe(corrected);
  });

  it.each([
    ['a word of the language', 'Who is Bernie?'],
    ['a name that is two letters from another', 'Who is Ludmila Hartmann?'],
    ['a word that some passage holds in another form', 'Who is founding companies?'],
    ['a short word', 'What is a refd?'],
    ['an abbreviation', 'What is GDPRY?'],
    ['a number', 'What is 12346?'],
    ['a word like none', 'What is a photocopier?'],
    ['a slip in the first letter', 'What is an elibaba?'],
    ['another script', 'Что такое рефунд? 阿里巴巴投资多少?'],
    ['more slips than a typist makes', 'Alibab refnd acount delievery?'],
    ['a word whose stem alone is near another', 'How long is paternity leave paid? Is bereavement paid?'],
    ['a word near only in its beginning', 'Which commute is paid? Which furneral?'],
    ['a question in another language', 'Wie viele Plusstunden darf ich haben?'],
    ['nothing', ''],
  ])('leaves %s alone', async (_what, asked) => {
    expect(await spelling.correct(asked)).toBe(asked);
  });
});
