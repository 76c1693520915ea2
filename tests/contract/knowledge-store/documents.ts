import { describe, expect, it } from 'vitest';
import { unitVector } from '../support/embedded-documents.js';
import { DIMENSIONS, type StoreUnderTest } from '../support/store-under-test.js';

/** What a store gives back of the documents that were put in. */
export function documentsContract(subject: StoreUnderTest): void {
  const { document, idsOf, ranked, lexical } = subject;

  describe('documents', () => {
    it('begins empty, at generation 0', async () => {
      const nothing = { generation: 0, documents: 0, passages: 0, fingerprint: '' };
      expect(await subject.store.catalogue.state()).toEqual(nothing);
      expect(await subject.store.catalogue.documents({ limit: 10 })).toEqual([]);
      expect(await subject.store.catalogue.document('a')).toBeUndefined();
      const found = await subject.store.search({
        vector: unitVector('x', DIMENSIONS),
        stems: ['x'],
        limit: 5,
      });
      expect(found.candidates).toEqual([]);
      expect(found.passageCount).toBe(0);
    });

    it('gives back a document as it was put in, with everything known of it', async () => {
      const put = document('guides/a.md', 'One two. Three.', 'Four five.');
      const full = {
        ...put.document,
        url: 'https://example.org/a?b=c#d',
        author: 'Ada “the” Author',
        published: '17.03.2025',
        tags: ['x', 'y'],
        pages: [{ number: 1, start: 0 }],
        headings: [{ start: 0, end: 3, text: 'One', level: 1 }],
        stated: [{ start: 0, end: 3, fact: 'title' as const }],
      };
      await subject.store.apply({ put: [{ ...put, document: full }] });
      const stored = await subject.store.catalogue.document('guides/a.md');
      expect(stored).toMatchObject(full);
      expect(stored?.passages).toBe(2);
      expect(stored?.length).toBe(full.text.length);
      expect(new Date(stored?.indexedAt ?? '').getTime()).toBeGreaterThan(Date.now() - 60_000);
    });

    it('leaves out what a document does not have', async () => {
      await subject.store.apply({ put: [document('a', 'One.')] });
      const stored = await subject.store.catalogue.document('a');
      expect(stored).not.toHaveProperty('url');
      expect(stored).not.toHaveProperty('author');
      expect(stored).not.toHaveProperty('published');
      expect(stored).not.toHaveProperty('tags');
    });

    it('gives passages with the vectors of their sentences, in the order asked for', async () => {
      const put = document('a', 'One two. Three.', 'Four five.');
      await subject.store.apply({ put: [put] });
      const { candidates } = await subject.store.search({
        vector: unitVector('x', DIMENSIONS),
        stems: [],
        limit: 5,
      });
      const ids = candidates.map(({ passageId }) => passageId).sort((a, b) => b - a);
      const passages = await subject.store.catalogue.passages([...ids, 999_999]);
      expect(passages.map(({ passage }) => passage.ordinal)).toEqual([1, 0]);
      for (const stored of passages) {
        const original = put.passages[stored.passage.ordinal];
        expect(stored.passage).toEqual(original?.passage);
        expect(stored.text).toBe(put.document.text.slice(stored.passage.start, stored.passage.end));
        expect(stored.sentenceVectors).toEqual(original?.sentenceVectors);
        expect(stored.document.id).toBe('a');
      }
    });

    it('replaces a document of the same id: nothing of the old one is found', async () => {
      await subject.store.apply({ put: [document('a', 'ocean'), document('b', 'river')] });
      await subject.store.apply({ put: [document('a', 'mountain')] });
      expect(await subject.store.catalogue.state()).toMatchObject({ documents: 2, passages: 2 });
      expect(await ranked('ocean')).toEqual([]);
      expect(await ranked('mountain')).toEqual(['a']);
      const near = await subject.store.search({
        vector: unitVector('ocean', DIMENSIONS),
        stems: [],
        limit: 10,
      });
      expect(await idsOf(near)).toEqual(['a', 'b']);
      expect(Math.max(...near.candidates.map(({ cosine }) => cosine))).toBeLessThan(0.99);
    });

    it('removes documents, and ignores ids that it does not know', async () => {
      await subject.store.apply({ put: [document('a', 'ocean'), document('b', 'river')] });
      await subject.store.apply({ remove: ['a', 'never there'] });
      expect(await subject.store.catalogue.document('a')).toBeUndefined();
      expect(await ranked('ocean')).toEqual([]);
      const near = await subject.store.search({
        vector: unitVector('ocean', DIMENSIONS),
        stems: [],
        limit: 10,
      });
      expect(await idsOf(near)).toEqual(['b']);
    });

    it('names the other documents of the same text with each passage, as long as they are there', async () => {
      const copiesOf = async () => {
        const found = await lexical('ocean');
        const passages = await subject.store.catalogue.passages(found.candidates.map((c) => c.passageId));
        return Object.fromEntries(
          passages.map(({ document: { id }, copies }) => [id, copies.map((copy) => copy.id)]),
        );
      };
      const put = ['b', 'c', 'a'].map((id) => document(id, 'ocean', 'wave'));
      await subject.store.apply({ put: [...put, document('alone', 'ocean', 'river')] });
      expect(await copiesOf()).toEqual({ a: ['b', 'c'], b: ['a', 'c'], c: ['a', 'b'], alone: [] });
      await subject.store.apply({ remove: ['b'] });
      expect(await copiesOf()).toEqual({ a: ['c'], c: ['a'], alone: [] });
      await subject.store.apply({ put: [document('a', 'ocean', 'mountain')] });
      expect(await copiesOf()).toEqual({ a: [], c: [], alone: [] });
    });

    it('keeps a document without passages', async () => {
      await subject.store.apply({ put: [document('empty')] });
      expect(await subject.store.catalogue.document('empty')).toMatchObject({ passages: 0, text: '' });
      expect(await subject.store.catalogue.state()).toMatchObject({ documents: 1, passages: 0 });
    });

    it('pages documents in order of id, each exactly once', async () => {
      const ids = Array.from({ length: 57 }, (_, index) => `d${String(index * 7).padStart(3, '0')}`);
      await subject.store.apply({ put: [...ids].reverse().map((id) => document(id, 'x')) });
      const seen: string[] = [];
      for (let after = ''; ; ) {
        const page = await subject.store.catalogue.documents({ after, limit: 10 });
        seen.push(...page.map(({ id }) => id));
        const last = page.at(-1);
        if (page.length < 10 || !last) break;
        after = last.id;
      }
      expect(seen).toEqual(ids);
    });
  });
}
