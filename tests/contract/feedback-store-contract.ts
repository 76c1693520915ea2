import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeedbackStore, Rating } from '../../src/feedback/feedback-store.js';

export function rating(answerId: string, more: Partial<Rating> = {}): Rating {
  return {
    answerId,
    helpful: true,
    outcome: 'answered',
    question: `About ${answerId}?`,
    quotes: [],
    ...more,
  };
}

/**
 * What every {@link FeedbackStore} promises, checked on a real folder.
 *
 * @param open opens the store of a data folder; called again on the same folder it finds what was kept
 */
export function feedbackStoreContract(name: string, open: (dataFolder: string) => FeedbackStore): void {
  describe(`${name} keeps the contract of a feedback store`, () => {
    let folder: string;
    let store: FeedbackStore;

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'citewell-feedback-'));
      store = open(folder);
    });
    afterEach(async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('begins empty', async () => {
      expect(await store.ratings.list({ limit: 10 })).toEqual([]);
      expect(await store.unanswered.list(10)).toEqual([]);
    });

    it('gives ratings back as they were, in order, page by page, after it was closed as well', async () => {
      const quotes = [{ document: 'a “b”\n.txt', start: 1, end: 3, quote: '🍵\u0000\u2028x' }];
      const full = rating('b', { helpful: false, comment: "Robert'); DROP TABLE ratings;--", quotes });
      await store.ratings.put(rating('a'));
      await store.ratings.put(full);
      await store.ratings.put(rating('c', { outcome: 'not_found' }));
      await store.close();
      store = open(folder);
      const first = await store.ratings.list({ limit: 2 });
      expect(first).toMatchObject([rating('a'), full]);
      expect(Date.parse(first[0]?.ratedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
      const rest = await store.ratings.list({ after: first[1]?.number ?? 0, limit: 2 });
      expect(rest).toMatchObject([rating('c', { outcome: 'not_found' })]);
    });

    it('keeps the last rating of an answer, in its place', async () => {
      for (const id of ['a', 'b']) await store.ratings.put(rating(id));
      await store.ratings.put(rating('a', { helpful: false, comment: 'No.' }));
      const ratings = await store.ratings.list({ limit: 10 });
      expect(ratings.map(({ answerId, helpful }) => [answerId, helpful])).toEqual([
        ['a', false],
        ['b', true],
      ]);
    });

    it('counts questions by key, as they were asked first, with why they were refused last', async () => {
      const count = (key: string, question: string, nearest?: string) =>
        store.unanswered.count({
          key,
          question,
          reason: nearest === undefined ? 'nothing_relevant' : 'related_but_no_answer',
          ...(nearest !== undefined && { nearest }),
        });
      await count('tea', 'Tea?', 'tea.txt');
      await count('rare', 'Rare?');
      await count('tea', 'TEA!');
      const counted = await store.unanswered.list(10);
      expect(counted.map(({ key, times, question }) => [key, times, question])).toEqual([
        ['tea', 2, 'Tea?'],
        ['rare', 1, 'Rare?'],
      ]);
      expect(counted[0]).toMatchObject({ reason: 'nothing_relevant' });
      expect(counted[0]).not.toHaveProperty('nearest');
      expect(await store.unanswered.list(1)).toHaveLength(1);
      await store.unanswered.count({ key: '\0', reason: 'nothing_relevant' });
      const unnamed = (await store.unanswered.list(10)).find(({ key }) => key === '\0');
      expect(unnamed).toMatchObject({ times: 1 });
      expect(unnamed).not.toHaveProperty('question');
    });

    it('closes once all that it was told of is counted, of one question and of many', async () => {
      const counts = Array.from({ length: 30 }, (_, index) =>
        store.unanswered.count({ key: `key ${index % 3}`, reason: 'nothing_relevant' }),
      );
      await store.close();
      await Promise.all(counts);
      store = open(folder);
      expect((await store.unanswered.list(10)).map(({ times }) => times)).toEqual([10, 10, 10]);
    });

    it('is read and written by two at once', async () => {
      const other = open(folder);
      try {
        await Promise.all(
          [store, other].flatMap((each) =>
            Array.from({ length: 20 }, () =>
              each.unanswered.count({ key: 'same', question: 'Same?', reason: 'nothing_relevant' }),
            ),
          ),
        );
        expect(await store.unanswered.list(10)).toMatchObject([{ key: 'same', times: 40 }]);
      } finally {
        await other.close();
      }
    });
  });
}
