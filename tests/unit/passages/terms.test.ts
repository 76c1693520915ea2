import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
    ['NEAR("a" b*) -c ^d', ['near', 'a', 'b', 'c', 'd']],
    ['', []],
  ])('of %j are %j', (text, expected) => {
    expect(stems(text)).toEqual(expected.map((stem) => stem.normalize('NFD')));
  });

  it('of plain ASCII are those of any other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 200 }), (text) => {
        // A character of another script takes the general way, and makes one term at the end.
        expect(termsOf(text)).toEqual(termsOf(`${text} é`).slice(0, -1));
      }),
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

  it('of a question leave function words out, unless there is nothing else', () => {
    expect(contentStems('How much is Alibaba investing?')).toEqual(['alibaba', 'invest']);
    expect(contentStems('What is this?')).toEqual(['what', 'is', 'thi']);
  });
});
