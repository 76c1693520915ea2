import { describe, expect, it } from 'vitest';
import { embeddedDocument, unitVector } from '../support/embedded-documents.js';
import { DIMENSIONS, type StoreUnderTest } from '../support/store-under-test.js';

/** Changes are atomic, counted and durable. */
export function changesContract(subject: StoreUnderTest): void {
  const { document, lexical, idsOf, ranked } = subject;

  describe('changes', () => {
    it('grows the generation by one with each change, whatever its size', async () => {
      const generations = [
        await subject.store.apply({ put: [document('a', 'x'), document('b', 'y')] }),
        await subject.store.apply({ remove: ['a'] }),
        await subject.store.apply({ putSources: [{ name: './s', sha256: '0' }] }),
      ].map(({ generation }) => generation);
      expect(generations).toEqual([1, 2, 3]);
      expect((await subject.store.catalogue.state()).generation).toBe(3);
      expect((await lexical('y')).generation).toBe(3);
    });

    it('applies all of a change or nothing: a document that cannot be stored takes none of the rest in', async () => {
      await subject.store.apply({
        put: [document('a', 'ocean')],
        putSources: [{ name: './a', sha256: '1' }],
        fingerprint: 'one',
      });
      const before = await subject.store.catalogue.state();
      const [passage] = document('bad', 'desert').passages;
      const bad = document('bad', 'desert');
      // A passage whose sentences cannot be written down makes the change fail half-way.
      const circular: { self?: unknown } = {};
      circular.self = circular;
      const broken = passage && {
        ...passage,
        passage: { ...passage.passage, headings: [circular as never] },
      };
      const change = {
        clear: true,
        fingerprint: 'two',
        remove: ['a'],
        put: [document('good', 'desert'), { ...bad, passages: broken ? [broken] : [] }],
        putSources: [{ name: './b', sha256: '2' }],
      };
      await expect(subject.store.apply(change)).rejects.toThrow();
      expect(await subject.store.catalogue.state()).toEqual(before);
      expect(await subject.store.catalogue.document('good')).toBeUndefined();
      expect(await ranked('ocean')).toEqual(['a']);
      expect(await ranked('desert')).toEqual([]);
      expect(await subject.store.ledger.sources('.')).toEqual([{ name: './a', sha256: '1' }]);
    });

    it('clears everything first when asked to, and takes the new fingerprint', async () => {
      await subject.store.apply({
        put: [document('a', 'ocean')],
        putSources: [{ name: './a', sha256: '1' }],
        fingerprint: 'one',
      });
      const state = await subject.store.apply({
        clear: true,
        fingerprint: 'two',
        put: [document('b', 'river')],
      });
      expect(state).toEqual({ generation: 2, documents: 1, passages: 1, fingerprint: 'two' });
      expect(await subject.store.ledger.sources('.')).toEqual([{ name: './b', sha256: '' }]);
      expect(await ranked('ocean')).toEqual([]);
      expect((await lexical('ocean')).passageFrequencies.get('ocean')).toBe(0);
    });

    it('takes vectors of another length after a clear, and names a question that has the old one', async () => {
      await subject.store.apply({ put: [document('a', 'ocean')], fingerprint: 'one' });
      await subject.store.apply({
        clear: true,
        fingerprint: 'two',
        put: [embeddedDocument('b', ['river'], 32)],
      });
      const near = await subject.store.search({ vector: unitVector('river', 32), stems: [], limit: 10 });
      expect(await idsOf(near)).toEqual(['b']);
      const old = subject.store.search({ vector: unitVector('river', DIMENSIONS), stems: [], limit: 10 });
      await expect(old).rejects.toMatchObject({ code: 'index_incompatible' });
    });

    it('keeps everything when it is closed and opened again', async () => {
      const put = [document('a', 'ocean wave', 'tide'), document('b', 'river')];
      await subject.store.apply({ put, putSources: [{ name: './a', sha256: '1' }], fingerprint: 'one' });
      const query = { vector: unitVector('tide', DIMENSIONS), stems: ['river'], limit: 10 };
      const before = await subject.store.search(query);
      await subject.store.close();
      await subject.reopen();
      expect(await subject.store.catalogue.state()).toEqual({
        generation: 1,
        documents: 2,
        passages: 3,
        fingerprint: 'one',
      });
      const byPassage = (a: { passageId: number }, b: { passageId: number }) => a.passageId - b.passageId;
      const after = await subject.store.search(query);
      expect([...after.candidates].sort(byPassage)).toEqual([...before.candidates].sort(byPassage));
      expect(await subject.store.ledger.sources('.')).toEqual([
        { name: './a', sha256: '1' },
        { name: './b', sha256: '' },
      ]);
    });
  });
}
