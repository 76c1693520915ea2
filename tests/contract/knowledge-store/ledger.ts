import { describe, expect, it } from 'vitest';
import type { StoreUnderTest } from '../support/store-under-test.js';

/** What indexing compares against. */
export function ledgerContract(subject: StoreUnderTest): void {
  const { document, ranked } = subject;

  describe('the ledger', () => {
    it('lists the sources at a root or below it, and none of a folder whose name only begins alike', async () => {
      const names = ['./a/x.txt', './a/b/y.txt', './ab/z.txt', './a.txt', '/srv/a/x.txt', './ä_%/q.txt'];
      await subject.store.apply({ putSources: names.map((name) => ({ name, sha256: 'h' })) });
      const below = async (root: string) =>
        (await subject.store.ledger.sources(root)).map(({ name }) => name).sort();
      expect(await below('./a')).toEqual(['./a/b/y.txt', './a/x.txt']);
      expect(await below('./a.txt')).toEqual(['./a.txt']);
      expect(await below('./ä_%')).toEqual(['./ä_%/q.txt']);
      expect(await below('.')).toEqual(names.filter((name) => name.startsWith('./')).sort());
      expect(await below('/srv')).toEqual(['/srv/a/x.txt']);
      expect(await below('/')).toEqual(['/srv/a/x.txt']);
      expect(await below('./none')).toEqual([]);
    });

    it('lists a source that is not done, of which documents are there, without a hash', async () => {
      await subject.store.apply({ put: [{ ...document('one', 'tea'), source: './a/x.jsonl' }] });
      expect(await subject.store.ledger.sources('./a')).toEqual([{ name: './a/x.jsonl', sha256: '' }]);
      expect(await subject.store.ledger.sources('./b')).toEqual([]);
      await subject.store.apply({ putSources: [{ name: './a/x.jsonl', sha256: 'h' }] });
      expect(await subject.store.ledger.sources('.')).toEqual([{ name: './a/x.jsonl', sha256: 'h' }]);
    });

    it('replaces and removes sources', async () => {
      await subject.store.apply({ putSources: [{ name: './a', sha256: '1' }] });
      await subject.store.apply({
        putSources: [
          { name: './a', sha256: '2' },
          { name: './b', sha256: '3' },
        ],
      });
      await subject.store.apply({ removeSources: ['./b', './unknown'] });
      expect(await subject.store.ledger.sources('.')).toEqual([{ name: './a', sha256: '2' }]);
    });

    it('knows where documents came from and at which revision, and points them elsewhere when asked', async () => {
      const a = { ...document('a', 'x'), source: './one.jsonl', revision: 'r1' };
      const b = { ...document('b', 'y'), source: './one.jsonl', revision: 'r2' };
      await subject.store.apply({ put: [a, b] });
      await subject.store.apply({
        repoint: [
          { id: 'b', source: './two.jsonl' },
          { id: 'unknown', source: './two.jsonl' },
        ],
      });
      expect(await subject.store.ledger.documentsOf('./one.jsonl')).toEqual(['a']);
      expect(await subject.store.ledger.documentsOf('./two.jsonl')).toEqual(['b']);
      expect(await subject.store.ledger.entries(['a', 'b', 'c'])).toEqual(
        new Map([
          ['a', { source: './one.jsonl', revision: 'r1' }],
          ['b', { source: './two.jsonl', revision: 'r2' }],
        ]),
      );
      expect(await ranked('y')).toEqual(['b']);
    });

    it('gives out a document by its text as it was handed over', async () => {
      const [one, other] = [document('one', 'tea', 'milk'), document('other', 'coffee')];
      await subject.store.apply({ put: [one, other] });
      expect(await subject.store.ledger.ofText(one.document.sha256)).toEqual(one);
      await subject.store.apply({ remove: ['one'] });
      expect(await subject.store.ledger.ofText(one.document.sha256)).toBeUndefined();
    });
  });
}
