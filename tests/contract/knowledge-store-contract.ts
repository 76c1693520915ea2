import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KnowledgeStore } from '../../src/store/knowledge-store.js';
import { embeddedDocument, unitVector } from './support/embedded-documents.js';

/** A vector length as short as tests need it. */
const DIMENSIONS = 16;

/**
 * What every {@link KnowledgeStore} promises, checked on a real folder.
 *
 * @param open opens the store of a data folder; called again on the same folder it finds what was stored
 */
export function knowledgeStoreContract(
  name: string,
  open: (dataFolder: string) => Promise<KnowledgeStore>,
): void {
  describe(`${name} keeps the contract of a knowledge store`, () => {
    let folder: string;
    let store: KnowledgeStore;

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'citewell-store-'));
      store = await open(folder);
    });

    afterEach(async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const document = (id: string, ...passages: string[]) => embeddedDocument(id, passages, DIMENSIONS);
    const lexical = (...stems: string[]) => store.search({ stems, limit: 10 });
    const idsOf = async (found: { candidates: readonly { passageId: number }[] }) => {
      const passages = await store.catalogue.passages(found.candidates.map(({ passageId }) => passageId));
      return passages.map((passage) => passage.document.id).sort();
    };
    const ranked = async (...stems: string[]) => {
      const { candidates } = await lexical(...stems);
      const best = [...candidates].sort((a, b) => b.bm25 - a.bm25);
      const passages = await store.catalogue.passages(best.map(({ passageId }) => passageId));
      return passages.map((passage) => passage.document.id);
    };

    describe('documents', () => {
      it('begins empty, at generation 0', async () => {
        const nothing = { generation: 0, documents: 0, passages: 0, fingerprint: '' };
        expect(await store.catalogue.state()).toEqual(nothing);
        expect(await store.catalogue.documents({ limit: 10 })).toEqual([]);
        expect(await store.catalogue.document('a')).toBeUndefined();
        const found = await store.search({ vector: unitVector('x', DIMENSIONS), stems: ['x'], limit: 5 });
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
        await store.apply({ put: [{ ...put, document: full }] });
        const stored = await store.catalogue.document('guides/a.md');
        expect(stored).toMatchObject(full);
        expect(stored?.passages).toBe(2);
        expect(stored?.length).toBe(full.text.length);
        expect(new Date(stored?.indexedAt ?? '').getTime()).toBeGreaterThan(Date.now() - 60_000);
      });

      it('leaves out what a document does not have', async () => {
        await store.apply({ put: [document('a', 'One.')] });
        const stored = await store.catalogue.document('a');
        expect(stored).not.toHaveProperty('url');
        expect(stored).not.toHaveProperty('author');
        expect(stored).not.toHaveProperty('published');
        expect(stored).not.toHaveProperty('tags');
      });

      it('gives passages with the vectors of their sentences, in the order asked for', async () => {
        const put = document('a', 'One two. Three.', 'Four five.');
        await store.apply({ put: [put] });
        const { candidates } = await store.search({
          vector: unitVector('x', DIMENSIONS),
          stems: [],
          limit: 5,
        });
        const ids = candidates.map(({ passageId }) => passageId).sort((a, b) => b - a);
        const passages = await store.catalogue.passages([...ids, 999_999]);
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
        await store.apply({ put: [document('a', 'ocean'), document('b', 'river')] });
        await store.apply({ put: [document('a', 'mountain')] });
        expect(await store.catalogue.state()).toMatchObject({ documents: 2, passages: 2 });
        expect(await ranked('ocean')).toEqual([]);
        expect(await ranked('mountain')).toEqual(['a']);
        const near = await store.search({ vector: unitVector('ocean', DIMENSIONS), stems: [], limit: 10 });
        expect(await idsOf(near)).toEqual(['a', 'b']);
        expect(Math.max(...near.candidates.map(({ cosine }) => cosine))).toBeLessThan(0.99);
      });

      it('removes documents, and ignores ids that it does not know', async () => {
        await store.apply({ put: [document('a', 'ocean'), document('b', 'river')] });
        await store.apply({ remove: ['a', 'never there'] });
        expect(await store.catalogue.document('a')).toBeUndefined();
        expect(await ranked('ocean')).toEqual([]);
        const near = await store.search({ vector: unitVector('ocean', DIMENSIONS), stems: [], limit: 10 });
        expect(await idsOf(near)).toEqual(['b']);
      });

      it('keeps a document without passages', async () => {
        await store.apply({ put: [document('empty')] });
        expect(await store.catalogue.document('empty')).toMatchObject({ passages: 0, text: '' });
        expect(await store.catalogue.state()).toMatchObject({ documents: 1, passages: 0 });
      });

      it('pages documents in order of id, each exactly once', async () => {
        const ids = Array.from({ length: 57 }, (_, index) => `d${String(index * 7).padStart(3, '0')}`);
        await store.apply({ put: [...ids].reverse().map((id) => document(id, 'x')) });
        const seen: string[] = [];
        for (let after = ''; ; ) {
          const page = await store.catalogue.documents({ after, limit: 10 });
          seen.push(...page.map(({ id }) => id));
          const last = page.at(-1);
          if (page.length < 10 || !last) break;
          after = last.id;
        }
        expect(seen).toEqual(ids);
      });
    });

    describe('changes', () => {
      it('grows the generation by one with each change, whatever its size', async () => {
        const generations = [
          await store.apply({ put: [document('a', 'x'), document('b', 'y')] }),
          await store.apply({ remove: ['a'] }),
          await store.apply({ putSources: [{ name: './s', sha256: '0' }] }),
        ].map(({ generation }) => generation);
        expect(generations).toEqual([1, 2, 3]);
        expect((await store.catalogue.state()).generation).toBe(3);
        expect((await lexical('y')).generation).toBe(3);
      });

      it('applies all of a change or nothing: a document that cannot be stored takes none of the rest in', async () => {
        await store.apply({
          put: [document('a', 'ocean')],
          putSources: [{ name: './a', sha256: '1' }],
          fingerprint: 'one',
        });
        const before = await store.catalogue.state();
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
        await expect(store.apply(change)).rejects.toThrow();
        expect(await store.catalogue.state()).toEqual(before);
        expect(await store.catalogue.document('good')).toBeUndefined();
        expect(await ranked('ocean')).toEqual(['a']);
        expect(await ranked('desert')).toEqual([]);
        expect(await store.ledger.sources('.')).toEqual([{ name: './a', sha256: '1' }]);
      });

      it('clears everything first when asked to, and takes the new fingerprint', async () => {
        await store.apply({
          put: [document('a', 'ocean')],
          putSources: [{ name: './a', sha256: '1' }],
          fingerprint: 'one',
        });
        const state = await store.apply({ clear: true, fingerprint: 'two', put: [document('b', 'river')] });
        expect(state).toEqual({ generation: 2, documents: 1, passages: 1, fingerprint: 'two' });
        expect(await store.ledger.sources('.')).toEqual([{ name: './b', sha256: '' }]);
        expect(await ranked('ocean')).toEqual([]);
        expect((await lexical('ocean')).passageFrequencies.get('ocean')).toBe(0);
      });

      it('takes vectors of another length after a clear, and names a question that has the old one', async () => {
        await store.apply({ put: [document('a', 'ocean')], fingerprint: 'one' });
        await store.apply({ clear: true, fingerprint: 'two', put: [embeddedDocument('b', ['river'], 32)] });
        const near = await store.search({ vector: unitVector('river', 32), stems: [], limit: 10 });
        expect(await idsOf(near)).toEqual(['b']);
        const old = store.search({ vector: unitVector('river', DIMENSIONS), stems: [], limit: 10 });
        await expect(old).rejects.toMatchObject({ code: 'index_incompatible' });
      });

      it('keeps everything when it is closed and opened again', async () => {
        const put = [document('a', 'ocean wave', 'tide'), document('b', 'river')];
        await store.apply({ put, putSources: [{ name: './a', sha256: '1' }], fingerprint: 'one' });
        const query = { vector: unitVector('tide', DIMENSIONS), stems: ['river'], limit: 10 };
        const before = await store.search(query);
        await store.close();
        store = await open(folder);
        expect(await store.catalogue.state()).toEqual({
          generation: 1,
          documents: 2,
          passages: 3,
          fingerprint: 'one',
        });
        const byPassage = (a: { passageId: number }, b: { passageId: number }) => a.passageId - b.passageId;
        const after = await store.search(query);
        expect([...after.candidates].sort(byPassage)).toEqual([...before.candidates].sort(byPassage));
        expect(await store.ledger.sources('.')).toEqual([
          { name: './a', sha256: '1' },
          { name: './b', sha256: '' },
        ]);
      });
    });

    describe('search', () => {
      it('finds by vector, nearest first at the top, with the cosine', async () => {
        await store.apply({ put: [document('a', 'ocean'), document('b', 'river'), document('c', 'lake')] });
        const { candidates } = await store.search({
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
        await store.apply({ put: [...put, document('z', 'lighthouse keeper')] });
        const vector = unitVector('word3', DIMENSIONS);
        const { candidates } = await store.search({ vector, stems: ['lighthouse'], limit: 1 });
        expect(await idsOf({ candidates })).toEqual(['d3', 'z']);
        const lexicalOnly = candidates.find(({ bm25 }) => bm25 > 0);
        const expected = unitVector('lighthouse keeper', DIMENSIONS).reduce(
          (sum, component, index) => sum + component * (vector[index] ?? 0),
          0,
        );
        expect(lexicalOnly?.cosine).toBeCloseTo(expected, 5);
      });

      it('gives 0 for the cosine without a vector, and finds nothing without vector and stems', async () => {
        await store.apply({ put: [document('a', 'ocean')] });
        expect((await lexical('ocean')).candidates[0]?.cosine).toBe(0);
        expect((await lexical()).candidates).toEqual([]);
      });

      it('scores every lexical find above 0, more for a stem that occurs more often', async () => {
        await store.apply({
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
        await store.apply({
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
        await store.apply({ put });
        const before = await scores();
        for (let time = 0; time < 5; time++) await store.apply({ put });
        await store.apply({ put: [document('long', 'lake '.repeat(500))] });
        await store.apply({ remove: ['long'] });
        expect(await scores()).toEqual(before);
        await store.apply({ clear: true, put });
        expect(await scores()).toEqual(before);
      });

      it('prefers what holds more of the stems, and finds what holds one of many', async () => {
        await store.apply({
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
        await store.apply({
          put: [document('a', 'ocean ocean', 'ocean wave', 'river'), document('b', 'ocean')],
        });
        const frequencies = async () =>
          Object.fromEntries((await lexical('ocean', 'wave', 'none')).passageFrequencies);
        expect(await frequencies()).toEqual({ ocean: 3, wave: 1, none: 0 });
        await store.apply({ remove: ['a'] });
        expect(await frequencies()).toEqual({ ocean: 1, wave: 0, none: 0 });
        expect((await lexical('ocean')).passageCount).toBe(1);
      });

      it('limits each kind of find', async () => {
        await store.apply({
          put: Array.from({ length: 50 }, (_, index) => document(`d${index}`, `ocean w${index}`)),
        });
        const vector = unitVector('ocean w3', DIMENSIONS);
        expect((await store.search({ stems: ['ocean'], limit: 7 })).candidates).toHaveLength(7);
        expect((await store.search({ vector, stems: [], limit: 7 })).candidates).toHaveLength(7);
        expect((await store.search({ vector, stems: [], limit: 1_000 })).candidates).toHaveLength(50);
      });

      it.each([
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
      ])('takes the stem %j as text, never as an operator', async (stem) => {
        await store.apply({ put: [document('a', 'ocean wave'), document('b', 'river bank')] });
        const { candidates, passageFrequencies } = await lexical(stem, 'river');
        expect(await idsOf({ candidates })).toContain('b');
        expect(passageFrequencies.get('river')).toBe(1);
        await lexical(stem);
        expect(await store.catalogue.state()).toMatchObject({ documents: 2 });
      });
    });

    describe('the ledger', () => {
      it('lists the sources at a root or below it, and none of a folder whose name only begins alike', async () => {
        const names = ['./a/x.txt', './a/b/y.txt', './ab/z.txt', './a.txt', '/srv/a/x.txt', './ä_%/q.txt'];
        await store.apply({ putSources: names.map((name) => ({ name, sha256: 'h' })) });
        const below = async (root: string) =>
          (await store.ledger.sources(root)).map(({ name }) => name).sort();
        expect(await below('./a')).toEqual(['./a/b/y.txt', './a/x.txt']);
        expect(await below('./a.txt')).toEqual(['./a.txt']);
        expect(await below('./ä_%')).toEqual(['./ä_%/q.txt']);
        expect(await below('.')).toEqual(names.filter((name) => name.startsWith('./')).sort());
        expect(await below('/srv')).toEqual(['/srv/a/x.txt']);
        expect(await below('/')).toEqual(['/srv/a/x.txt']);
        expect(await below('./none')).toEqual([]);
      });

      it('lists a source that is not done, of which documents are there, without a hash', async () => {
        await store.apply({ put: [{ ...document('one', 'tea'), source: './a/x.jsonl' }] });
        expect(await store.ledger.sources('./a')).toEqual([{ name: './a/x.jsonl', sha256: '' }]);
        expect(await store.ledger.sources('./b')).toEqual([]);
        await store.apply({ putSources: [{ name: './a/x.jsonl', sha256: 'h' }] });
        expect(await store.ledger.sources('.')).toEqual([{ name: './a/x.jsonl', sha256: 'h' }]);
      });

      it('replaces and removes sources', async () => {
        await store.apply({ putSources: [{ name: './a', sha256: '1' }] });
        await store.apply({
          putSources: [
            { name: './a', sha256: '2' },
            { name: './b', sha256: '3' },
          ],
        });
        await store.apply({ removeSources: ['./b', './unknown'] });
        expect(await store.ledger.sources('.')).toEqual([{ name: './a', sha256: '2' }]);
      });

      it('knows where documents came from and at which revision, and points them elsewhere when asked', async () => {
        const a = { ...document('a', 'x'), source: './one.jsonl', revision: 'r1' };
        const b = { ...document('b', 'y'), source: './one.jsonl', revision: 'r2' };
        await store.apply({ put: [a, b] });
        await store.apply({
          repoint: [
            { id: 'b', source: './two.jsonl' },
            { id: 'unknown', source: './two.jsonl' },
          ],
        });
        expect(await store.ledger.documentsOf('./one.jsonl')).toEqual(['a']);
        expect(await store.ledger.documentsOf('./two.jsonl')).toEqual(['b']);
        expect(await store.ledger.entries(['a', 'b', 'c'])).toEqual(
          new Map([
            ['a', { source: './one.jsonl', revision: 'r1' }],
            ['b', { source: './two.jsonl', revision: 'r2' }],
          ]),
        );
        expect(await ranked('y')).toEqual(['b']);
      });
    });

    describe('hostile ids and texts', () => {
      const ids = [
        '../../etc/passwd',
        "a'; DROP TABLE documents; --",
        'a"b',
        'a\\b',
        'a\nb\tc',
        'نص عربي',
        '文書.txt',
        '👩‍👩‍👧‍👦',
        'e\u0301',
        '\u00e9',
        'x'.repeat(10_000),
        '__proto__',
        'constructor',
        ' ',
        '%',
        'A',
        'a',
      ];

      it('keeps ids apart and finds each by itself, in code point order when listed', async () => {
        await store.apply({ put: ids.map((id) => document(id, 'x')) });
        for (const id of ids) expect((await store.catalogue.document(id))?.id).toBe(id);
        expect([...(await store.ledger.entries(ids)).keys()]).toEqual(ids);
        const listed = await store.catalogue.documents({ limit: 100 });
        expect(listed.map(({ id }) => id).sort()).toEqual([...ids].sort());
        await store.apply({ remove: ids });
        expect(await store.catalogue.state()).toMatchObject({ documents: 0, passages: 0 });
      });

      it('keeps half a surrogate pair as U+FFFD, in its place, in ids and facts as well', async () => {
        const put = document('half \ud800.txt', 'A half \udc00 of a pair.');
        const facts = {
          title: '\ud800',
          author: 'a\udfff',
          url: 'https://example.org/\ud800',
          tags: ['\ud800'],
        };
        for (let times = 0; times < 2; times++) {
          await store.apply({ put: [{ ...put, document: { ...put.document, ...facts } }] });
        }
        expect(await store.catalogue.state()).toMatchObject({ documents: 1, passages: 1 });
        expect([...(await store.ledger.entries([put.document.id])).keys()]).toEqual([put.document.id]);
        expect(await store.catalogue.document(put.document.id)).toMatchObject({
          id: 'half \ufffd.txt',
          title: '\ufffd',
          author: 'a\ufffd',
          text: 'A half \ufffd of a pair.',
        });
        await store.apply({ remove: [put.document.id] });
        expect(await store.catalogue.state()).toMatchObject({ documents: 0 });
      });

      it.each([
        'A "quoted" text with \'both\' kinds; and $1, :name, @at, ?',
        'Tab\tnewline\nNUL\u0000end',
        'עברית ואנגלית English \u202eevil',
        'Zalgo: ẗ̵̢̝͖́̋ë̴́x̷t and e\u0301 against \u00e9',
        '日本語の文章。改行なし。'.repeat(200),
        '👩‍👩‍👧‍👦🏳️‍🌈 emoji',
        'x'.repeat(1_000_000),
      ])('gives back the text %.40j unit by unit', async (text) => {
        await store.apply({ put: [document('hostile', text)] });
        expect((await store.catalogue.document('hostile'))?.text).toBe(text);
        const near = await store.search({ vector: unitVector(text, DIMENSIONS), stems: [], limit: 1 });
        const [passage] = await store.catalogue.passages(near.candidates.map(({ passageId }) => passageId));
        expect(passage?.text).toBe(text);
      });
    });
  });
}
