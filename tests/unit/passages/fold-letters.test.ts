import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLetters } from '../../../src/passages/fold-letters.js';

describe('folded letters', () => {
  it.each([
    ['Straße STRAẞE', 'strasse strasse'],
    ['Ærø œuvre', 'aero oeuvre'],
    ['Łódź', 'lodz'],
    ['Đặng Þór ðað', 'dang thor dad'],
    ['İstanbul ISPARTA ılık', 'istanbul isparta ilik'],
    ['ə Ħ Ŋ ƙ', 'e h n k'],
    ['ΟΔΟΣ οδός', 'οδοσ οδοσ'],
    ['ＧＰＴ－４ ﬁne 𝐀', 'gpt-4 fine a'],
    ['ﾄﾞｲﾂ', 'ドイツ'],
    ['مُحَمَّد أحمد إلى الرحمـــن', 'محمد احمد الي الرحمن'],
    ['کتابخانهٔ ایران', 'كتابخانه ايران'],
    ['שָׁלוֹם', 'שלום'],
    ['٢٠٢٤ २०२४ ๒๐๒๔', '2024 2024 2024'],
    ['ещё Ёлка за́мок', 'еще елка замок'],
  ])('of %j are %j', (text, folded) => {
    expect(foldLetters(text)).toBe(folded);
  });

  it.each([
    ['мой', 'мои'],
    ['їм', 'ім'],
    ['कि', 'की'],
    ['কা', 'কি'],
    ['ที่', 'ท'],
    ['သည်', 'သည'],
    ['か', 'が'],
  ])('keep %s and %s apart', (one, other) => {
    expect(foldLetters(one)).toBe(one.normalize('NFC'));
    expect(foldLetters(one)).not.toBe(foldLetters(other));
  });

  it('are the same however a text is composed, and folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        const folded = foldLetters(text);
        expect(foldLetters(folded)).toBe(folded);
        expect(foldLetters(text.normalize('NFD'))).toBe(folded);
        expect(foldLetters(text.normalize('NFC'))).toBe(folded);
      }),
      { numRuns: 2_000 },
    );
  });
});
