import { describe, expect, it } from 'vitest';
import { unitVector } from '../support/embedded-documents.js';
import { DIMENSIONS, type StoreUnderTest } from '../support/store-under-test.js';

/** Ids and texts that no store may trip over. */
export function hostileTextsContract(subject: StoreUnderTest): void {
  const { document } = subject;

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
      await subject.store.apply({ put: ids.map((id) => document(id, 'x')) });
      for (const id of ids) expect((await subject.store.catalogue.document(id))?.id).toBe(id);
      expect([...(await subject.store.ledger.entries(ids)).keys()]).toEqual(ids);
      const listed = await subject.store.catalogue.documents({ limit: 100 });
      expect(listed.map(({ id }) => id).sort()).toEqual([...ids].sort());
      await subject.store.apply({ remove: ids });
      expect(await subject.store.catalogue.state()).toMatchObject({ documents: 0, passages: 0 });
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
        await subject.store.apply({ put: [{ ...put, document: { ...put.document, ...facts } }] });
      }
      expect(await subject.store.catalogue.state()).toMatchObject({ documents: 1, passages: 1 });
      expect([...(await subject.store.ledger.entries([put.document.id])).keys()]).toEqual([put.document.id]);
      expect(await subject.store.catalogue.document(put.document.id)).toMatchObject({
        id: 'half \ufffd.txt',
        title: '\ufffd',
        author: 'a\ufffd',
        text: 'A half \ufffd of a pair.',
      });
      await subject.store.apply({ remove: [put.document.id] });
      expect(await subject.store.catalogue.state()).toMatchObject({ documents: 0 });
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
      await subject.store.apply({ put: [document('hostile', text)] });
      expect((await subject.store.catalogue.document('hostile'))?.text).toBe(text);
      const near = await subject.store.search({ vector: unitVector(text, DIMENSIONS), stems: [], limit: 1 });
      const [passage] = await subject.store.catalogue.passages(
        near.candidates.map(({ passageId }) => passageId),
      );
      expect(passage?.text).toBe(text);
    });
  });
}
