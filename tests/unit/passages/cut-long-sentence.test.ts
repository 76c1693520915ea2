import { expect, it } from 'vitest';
import { cutLongSentence } from '../../../src/passages/cut-long-sentence.js';

function piecesOf(text: string, maxTokens: number): string[] {
  return cutLongSentence(text, { start: 0, end: text.length }, maxTokens).map(({ start, end }) =>
    text.slice(start, end),
  );
}

it.each([
  [
    'a semicolon',
    'one two three four; five six seven eight nine',
    ['one two three four;', 'five six seven eight nine'],
  ],
  ['a full-width one', '一二三四五六七八；九十百千万', ['一二三四五六七八；', '九十百千万']],
  ['a full-width comma', '一二三四五六七八，九十百千万', ['一二三四五六七八，', '九十百千万']],
  ['a bracket and not before it', '一二三（四五六，）七八九十百', ['一二三（四五六，）', '七八九十百']],
  [
    'no character where there is none of these',
    '一二三四五六七八九十百千万',
    ['一二三四五六七八九十', '百千万'],
  ],
])('a sentence is cut behind %s', (_name, text, pieces) => {
  expect(piecesOf(text, 10)).toEqual(pieces);
});
