import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteFeedback } from '../../src/feedback/sqlite-feedback.js';
import { ThreadedFeedback } from '../../src/feedback/threaded-feedback.js';
import { feedbackStoreContract, rating } from './feedback-store-contract.js';

feedbackStoreContract('SqliteFeedback', (folder) => SqliteFeedback.open(folder));
feedbackStoreContract('ThreadedFeedback', (folder) => new ThreadedFeedback(folder));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-feedback-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the bounds of feedback', () => {
  const DAY = 24 * 60 * 60 * 1_000;
  let now = Date.UTC(2025, 0, 1);
  const open = () => SqliteFeedback.open(folder, { ratings: 3, questions: 3, questionDays: 10 }, () => now);
  const keys = async (store: SqliteFeedback) =>
    (await store.unanswered.list(100)).map(({ key }) => key).sort();

  it('let the newest ratings stay', async () => {
    const store = open();
    for (const id of ['a', 'b', 'c', 'd', 'e']) await store.ratings.put(rating(id));
    await store.ratings.put(rating('c', { helpful: false }));
    expect((await store.ratings.list({ limit: 10 })).map(({ answerId }) => answerId)).toEqual([
      'c',
      'd',
      'e',
    ]);
    await store.close();
  });

  it('let the most frequent questions stay, however many others come, and forget the old', async () => {
    const store = open();
    const count = (key: string) => store.unanswered.count({ key, reason: 'nothing_relevant' });
    for (const key of ['often', 'often', 'twice', 'twice']) await count(key);
    for (let flood = 0; flood < 20; flood++) {
      now += 1_000;
      await count(`flood ${flood}`);
    }
    expect(await keys(store)).toEqual(['flood 19', 'often', 'twice']);
    now += 9 * DAY;
    await count('often');
    now += 2 * DAY;
    await count('late');
    expect(await keys(store)).toEqual(['late', 'often']);
    await store.close();
  });
});

describe('feedback that cannot be kept', () => {
  it.each([
    ['is no database', () => writeFileSync(join(folder, 'feedback.sqlite'), 'not a database '.repeat(100))],
    ['is a folder', () => mkdirSync(join(folder, 'feedback.sqlite'))],
    [
      'is of a later version',
      () => {
        const database = new Database(join(folder, 'feedback.sqlite'));
        database.pragma('user_version = 9');
        database.close();
      },
    ],
  ])('says so where the file %s, from a thread as well', async (_, spoil) => {
    spoil();
    expect(() => SqliteFeedback.open(folder)).toThrow(expect.objectContaining({ code: 'storage_failed' }));
    const threaded = new ThreadedFeedback(folder);
    await expect(threaded.ratings.put(rating('a'))).rejects.toMatchObject({ code: 'storage_failed' });
    await threaded.close();
  });
});
