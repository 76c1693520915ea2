import { describe, expect, it } from 'vitest';
import { unitVector } from '../support/embedded-documents.js';
import { DIMENSIONS, type StoreUnderTest } from '../support/store-under-test.js';

/** What is found, with which scores. */
export function searchContract(subject: StoreUnderTest): void {
  const { document, lexical, idsOf, ranked } = subject;

  describe('search', () => {
    it('finds by vector, nearest first at the top, with the cosine', async () => {
      await subject.store.apply({
        put: [document('a', 'ocean'), document('b', 'river'), document('c', 'lake')],
      });
      const { candidates } = await subject.store.search({
        vector: unitVector('river', DIMENSIONS),
        stems: [],
        limit: 1,
      });
      expect(candidates).toHaveLength(1);
      expect(candidates[0]?.cosine).toBeCloseTo(1, 5);
      expect(candidates[0]?.bm25).toBe(0);
      expect(await idsOf({ candidates })).toEqual(['b']);
    });

    it('gives the cosine for what only lexical search finds', async () => {
      const put = Array.from({ length: 30 }, (_, index) => document(`d${index}`, `word${index}`));
      await subject.store.apply({ put: [...put, document('z', 'lighthouse keeper')] });
      const vector = unitVector('word3', DIMENSIONS);
      const { candidates } = await subject.store.search({ vector, stems: ['lighthouse'], limit: 1 });
      expect(await idsOf({ candidates })).toEqual(['d3', 'z']);
      const lexicalOnly = candidates.find(({ bm25 }) => bm25 > 0);
      const expected = unitVector('lighthouse keeper', DIMENSIONS).reduce(
        (sum, component, index) => sum + component * (vector[index] ?? 0),
        0,
      );
      expect(lexicalOnly?.cosine).toBeCloseTo(expected, 5);
    });

    it('takes a vector that is still being made, and finds the same', async () => {
      await subject.store.apply({
        put: [document('a', 'ocean'), document('b', 'river'), document('c', 'lake')],
      });
      const vector = unitVector('river', DIMENSIONS);
      const query = { stems: ['lake'], limit: 1 };
      const later = new Promise<Float32Array>((resolve) => setTimeout(() => resolve(vector), 5));
      expect(await subject.store.search({ ...query, vector: later })).toEqual(
        await subject.store.search({ ...query, vector }),
      );
      const failing = Promise.reject(new Error('no vector'));
      await expect(subject.store.search({ ...query, vector: failing })).rejects.toThrow('no vector');
    });

    it('gives 0 for the cosine without a vector, and finds nothing without vector and stems', async () => {
      await subject.store.apply({ put: [document('a', 'ocean')] });
      expect((await lexical('ocean')).candidates[0]?.cosine).toBe(0);
      expect((await lexical()).candidates).toEqual([]);
    });

    it('scores every lexical find above 0, more for a stem that occurs more often', async () => {
      await subject.store.apply({
        put: [
          document('once', 'ocean a1 a2 a3 a4'),
          document('thrice', 'ocean ocean ocean b1 b2'),
          ...Array.from({ length: 20 }, (_, index) => document(`other${index}`, `c${index} d e f g`)),
        ],
      });
      const { candidates } = await lexical('ocean');
      expect(candidates).toHaveLength(2);
      for (const { bm25 } of candidates) expect(bm25).toBeGreaterThan(0.1);
      expect(await ranked('ocean')).toEqual(['thrice', 'once']);
    });

    it('scores a rare stem above a common one', async () => {
      await subject.store.apply({
        put: [
          ...Array.from({ length: 8 }, (_, index) => document(`common${index}`, `ocean y${index} z`)),
          ...Array.from({ length: 20 }, (_, index) => document(`other${index}`, `c${index} d e`)),
          document('rare', 'lighthouse x1 x2'),
        ],
      });
      expect((await ranked('ocean', 'lighthouse'))[0]).toBe('rare');
    });

    it('scores by what is there now, not by what was replaced or removed before', async () => {
      const put = Array.from({ length: 20 }, (_, index) =>
        document(`d${index}`, index === 0 ? `ocean ${'a '.repeat(30)}` : `river ${'b '.repeat(index)}`),
      );
      const scores = async () => (await lexical('ocean')).candidates.map(({ bm25 }) => bm25);
      await subject.store.apply({ put });
      const before = await scores();
      for (let time = 0; time < 5; time++) await subject.store.apply({ put });
      await subject.store.apply({ put: [document('long', 'lake '.repeat(500))] });
      await subject.store.apply({ remove: ['long'] });
      expect(await scores()).toEqual(before);
      await subject.store.apply({ clear: true, put });
      expect(await scores()).toEqual(before);
    });

    it('prefers what holds more of the stems, and finds what holds one of many', async () => {
      await subject.store.apply({
        put: [
          document('both', 'ocean lighthouse'),
          document('one', 'ocean meadow'),
          ...Array.from({ length: 20 }, (_, index) => document(`other${index}`, `c${index} d`)),
        ],
      });
      const many = Array.from({ length: 1_000 }, (_, index) => `absent${index}`);
      expect(await ranked('ocean', 'lighthouse', ...many)).toEqual(['both', 'one']);
    });

    it('counts the passages that hold each stem, after changes as well', async () => {
      await subject.store.apply({
        put: [document('a', 'ocean ocean', 'ocean wave', 'river'), document('b', 'ocean')],
      });
      const frequencies = async () =>
        Object.fromEntries((await lexical('ocean', 'wave', 'none')).passageFrequencies);
      expect(await frequencies()).toEqual({ ocean: 3, wave: 1, none: 0 });
      await subject.store.apply({ remove: ['a'] });
      expect(await frequencies()).toEqual({ ocean: 1, wave: 0, none: 0 });
      expect((await lexical('ocean')).passageCount).toBe(1);
    });

    it('finds everything beside many copies of one text, and the copies when the first is gone', async () => {
      const copy = (index: number) => {
        const { document: made, ...rest } = document(`copy${String(index).padStart(3, '0')}`, 'ocean');
        return { document: { ...made, title: 'The ocean' }, ...rest };
      };
      const copies = Array.from({ length: 300 }, (_, index) => copy(index));
      const others = Array.from({ length: 100 }, (_, index) => document(`other${index}`, `river ${index}`));
      await subject.store.apply({ put: [...copies, ...others] });
      const near = async (text: string) => {
        const vector = unitVector(text, DIMENSIONS);
        return idsOf(await subject.store.search({ vector, stems: [], limit: 10 }));
      };
      for (let index = 0; index < 100; index++)
        expect(await near(`river ${index}`)).toContain(`other${index}`);
      expect((await near('ocean')).filter((id) => id.startsWith('copy'))).toEqual(['copy000']);
      await subject.store.apply({ remove: ['copy000', 'copy001'] });
      expect((await near('ocean')).filter((id) => id.startsWith('copy'))).toEqual(['copy002']);
      expect((await lexical('ocean')).passageCount).toBe(398);
    });

    it('limits each kind of find', async () => {
      await subject.store.apply({
        put: Array.from({ length: 50 }, (_, index) => document(`d${index}`, `ocean w${index}`)),
      });
      const vector = unitVector('ocean w3', DIMENSIONS);
      expect((await subject.store.search({ stems: ['ocean'], limit: 7 })).candidates).toHaveLength(7);
      expect((await subject.store.search({ vector, stems: [], limit: 7 })).candidates).toHaveLength(7);
      expect((await subject.store.search({ vector, stems: [], limit: 1_000 })).candidates).toHaveLength(50);
    });

    const hostileStems = [
      '"',
      '""',
      "'",
      'a"b',
      'NEAR(',
      'NEAR(ocean river, 5)',
      '*',
      'oce*',
      'terms:ocean',
      '{terms}:ocean',
      '-terms:ocean',
      '^ocean',
      'ocean AND river',
      'AND',
      'OR',
      'NOT',
      '(',
      ')',
      'state-of-the-art',
      'a.b.c',
      '+',
      ';--',
      "'; DROP TABLE documents; --",
      '\0',
      'a\0b',
      '\ud800',
      '\u202e',
      '%',
      '_',
      '\\',
      '',
      ' ',
      '\n',
      '🙂',
      'ё',
      'x'.repeat(100_000),
    ];

    it('takes every stem as text, never as an operator', async () => {
      await subject.store.apply({ put: [document('a', 'ocean wave'), document('b', 'river bank')] });
      for (const stem of hostileStems) {
        const { candidates, passageFrequencies } = await lexical(stem, 'river');
        expect(await idsOf({ candidates }), stem).toContain('b');
        expect(passageFrequencies.get('river'), stem).toBe(1);
        await lexical(stem);
      }
      expect(await subject.store.catalogue.state()).toMatchObject({ documents: 2 });
    });
  });
}
