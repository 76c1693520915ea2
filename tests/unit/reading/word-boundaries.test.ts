import { describe, expect, it } from 'vitest';
import { toWordBoundaries } from '../../../src/reading/word-boundaries.js';

describe('toWordBoundaries', () => {
  it.each([
    ['grows a piece to its word', 'It is raining today', 'rain', 'raining'],
    ['grows from the middle of two words', 'the tokenisation rules here', 'isation ru', 'tokenisation rules'],
    ['keeps a number whole', 'grew by 3.5% then', '3', '3.5'],
    ['keeps a percent sign', 'grew by 52% then', '52%', '52%'],
    ['keeps a currency sign', 'paid $52 billion.', '$52 billion', '$52 billion'],
    ['keeps an apostrophe inside a word', 'they don’t know', 'don', 'don’t'],
    ['leaves out a full stop', 'opened in 1886. It', '1886.', '1886'],
    ['leaves out quotes', 'called “Big Ben,” they', '“Big Ben,”', 'Big Ben'],
    ['leaves out tokenised quotes', "the `` season '' was", "`` season ''", 'season'],
    ['keeps a bracket that closes inside', 'large models (LLMs) are', 'models (LLMs)', 'models (LLMs)'],
    ['leaves out a bracket that opened before', 'models (or LLMs) are', 'LLMs)', 'LLMs'],
    ['keeps combining marks', 'a cafe\u0301 here', 'cafe', 'cafe\u0301'],
    ['keeps an emoji whole', 'a 👩‍👩‍👧 here', '👩', '👩‍👩‍👧'],
    ['keeps punctuation where there is nothing else', 'what ?! now', '?!', '?!'],
  ])('%s', (_, text, part, expected) => {
    const start = text.indexOf(part);
    const span = toWordBoundaries(text)({ start, end: start + part.length });
    expect(text.slice(span.start, span.end)).toBe(expected);
  });

  it('leaves an empty span as it is', () => {
    expect(toWordBoundaries('')({ start: 0, end: 0 })).toEqual({ start: 0, end: 0 });
    expect(toWordBoundaries('word')({ start: 2, end: 2 })).toEqual({ start: 2, end: 2 });
  });
});
