import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLetters } from '../../../src/passages/fold-letters.js';
import { contentStems, termsOf } from '../../../src/passages/terms.js';

const stems = (text: string) => termsOf(text).map(({ stem }) => stem);

describe('terms', () => {
  it.each([
    ['Alibaba’s investments invested', ['alibaba', 'invest', 'invest']],
    ['Café déjà NAÏVE', ['cafe', 'deja', 'naiv']],
    ['Qwen2.5-Max', ['qwen2', '5', 'max']],
    ['使用GPT4模型', ['使用', 'gpt4', '模型']],
    ['东京大学', ['东京', '京大', '大学']],
    ['हिन्दी भाषा', ['हिन्दी', 'भाषा']],
    ['বাংলা ভাষা', ['বাংলা', 'ভাষা']],
    ['ශ්‍රී ලංකා', ['ශ්රී', 'ලංකා']],
    ['می‌خواهم', ['مي', 'خواهم']],
    ['มนุษย์เกิดมามีอิสระ ๒๕๖๗', ['มนุษย์', 'เกิด', 'มา', 'มี', 'อิสระ', '2567']],
    ['ມະນຸດເກີດມາມີສິດ', ['ມະນຸດ', 'ເກີດ', 'ມາ', 'ມີ', 'ສິດ']],
    ['មនុស្សទាំងអស់។', ['មនុស្ស', 'ទាំងអស់']],
    ['လူတိုင်းသည်။', ['လူ', 'တိုင်း', 'သည်']],
    ['サーバー', ['サー', 'ーバ', 'バー']],
    ['ﾄﾞｲﾂ', ['ドイ', 'イツ']],
    ['Straße', ['strass']],
    ['мой мои', ['мой', 'мои']],
    ['ﷺ', ['صلياللهعليهوسلم']],
    ['ـــ', []],
    ['NEAR("a" b*) -c ^d', ['near', 'a', 'b', 'c', 'd']],
    ['', []],
  ])('of %j are %j', (text, expected) => {
    expect(stems(text)).toEqual(expected);
    expect(stems(text.normalize('NFD'))).toEqual(expected);
  });

  it('of ASCII letters are those of the same letters in their wide forms, among any others', () => {
    const words = ['Banks', '42', 'x', 'é', '人', 'ไทย', '’', 'ß', '\u0301', '\u200D', '–', '😀', '. ', ' '];
    const text = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 4 })));
    // Not s, which stands for a possessive in the narrow form alone.
    const widened = (narrow: string) =>
      narrow.replace(/[A-RT-Za-rt-z0-9]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(text, (parts) => {
        expect(termsOf(parts.join(''))).toEqual(termsOf(widened(parts.join(''))));
      }),
      { numRuns: 500 },
    );
  });

  it('stand where they say', () => {
    const text = 'The bank’s 使用GPT4 été';
    expect(termsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'The',
      'bank',
      '使用',
      'GPT4',
      'été',
    ]);
  });

  it('of any text stand in it, in order, and hold no blank', () => {
    const words = ['ไทยรักไทย', 'ﾄﾞｲﾂ', '각', 'サー', 'é', 'ﷺ', 'ـ', 'क्‍ष', '’s ', 'ß', '\u0301', '။', ' '];
    const text = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 4 })));
    fc.assert(
      fc.property(text, (parts) => {
        const whole = parts.join('');
        let position = 0;
        for (const { stem, word, start, end } of termsOf(whole)) {
          expect(start).toBeGreaterThanOrEqual(position);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(whole.length);
          expect(stem).toMatch(/^\S+$/u);
          expect(foldLetters(whole.slice(start, end)).replace(/\s/gu, '')).toBe(word);
          position = start;
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['Thai', 'มนุษย์ทั้งหลาย'],
    ['Japanese', 'ﾄﾞｲﾂ人'],
    ['Korean in parts', '각'.normalize('NFD')],
  ])('are found in %s of any length without a blank', (_script, characters) => {
    const terms = termsOf(characters.repeat(20_000));
    expect(terms.length).toBeGreaterThan(19_000);
    expect(new Set(terms.map(({ stem }) => stem)).size).toBeLessThan(500);
  });

  it('of a question leave function words out, unless there is nothing else', () => {
    expect(contentStems('How much is Alibaba investing?')).toEqual(['alibaba', 'invest']);
    expect(contentStems('What is this?')).toEqual(['what', 'is', 'thi']);
  });
});
