import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KnowledgeStore } from '../../src/store/knowledge-store.js';
import { analysedDocument, embeddedDocument } from './support/embedded-documents.js';

/** What the {@link Vocabulary} of every store promises, checked on a real folder. */
export function vocabularyContract(
  name: string,
  open: (dataFolder: string) => Promise<KnowledgeStore>,
): void {
  describe(`${name} keeps the contract of a vocabulary`, () => {
    let folder: string;
    let store: KnowledgeStore;

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'citewell-vocabulary-'));
      store = await open(folder);
      await store.apply({
        fingerprint: 'test',
        put: [
          analysedDocument('a', 'Refunds are paid within ten days.', 'A refund needs a receipt.'),
          analysedDocument(
            'b',
            'Investing at Alibaba: they invest, "quoted".',
            'No refund without receipts.',
          ),
        ],
      });
    });
    afterEach(async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('counts the passages of each stem and leaves out what none holds', async () => {
      const frequencies = await store.vocabulary.frequencies(['refund', 'alibaba', 'missing', '"', '']);
      expect(Object.fromEntries(frequencies)).toEqual({ refund: 3, alibaba: 1 });
    });

    it('lists the stems of a beginning and a length', async () => {
      const range = { prefix: 're', shortest: 6, longest: 7 };
      expect(await store.vocabulary.stems(range)).toEqual([
        { stem: 'receipt', passages: 2 },
        { stem: 'refund', passages: 3 },
      ]);
      expect(await store.vocabulary.stems({ ...range, longest: 6 })).toEqual([
        { stem: 'refund', passages: 3 },
      ]);
      expect(await store.vocabulary.stems({ ...range, prefix: 'zz' })).toEqual([]);
    });

    it('gives the words of a stem as they are written, the commonest first', async () => {
      expect(await store.vocabulary.written('refund')).toEqual(['refund', 'Refunds']);
      expect((await store.vocabulary.written('invest')).sort()).toEqual(['Investing', 'invest']);
      expect(await store.vocabulary.written('missing')).toEqual([]);
      expect(await store.vocabulary.written('"quoted" OR')).toEqual([]);
      expect(await store.vocabulary.written('nul\0')).toEqual([]);
    });

    it('counts the words of every script whole', async () => {
      const words = [
        'हिन्दी',
        'ভাষা',
        'ที่',
        'ကျောင်း',
        'ភាសា',
        'שלום',
        'мой',
        'ガイ',
        '한국',
        '𞤢𞤣𞤤𞤢𞤥',
        'straße',
        'h2o',
      ];
      const text = words.join(' ');
      await store.apply({ put: [embeddedDocument('c', [text], 16)] });
      const parts = ['ह', 'न', 'ท', 'က', 'カイ', 'мои'];
      const frequencies = await store.vocabulary.frequencies([...words, ...parts]);
      expect(Object.fromEntries(frequencies)).toEqual(Object.fromEntries(words.map((word) => [word, 1])));
      const { candidates } = await store.search({ stems: ['हिन्दी'], limit: 10 });
      expect(candidates).toHaveLength(1);
      expect(await store.search({ stems: ['हन्दी', 'ह'], limit: 10 })).toMatchObject({ candidates: [] });
    });

    it('forgets the words of a removed document', async () => {
      await store.apply({ remove: ['b'] });
      expect(await store.vocabulary.written('alibaba')).toEqual([]);
      expect((await store.vocabulary.frequencies(['alibaba'])).size).toBe(0);
      expect(await store.vocabulary.stems({ prefix: 'al', shortest: 1, longest: 20 })).toEqual([]);
    });
  });
}
