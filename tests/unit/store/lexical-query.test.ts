import { describe, expect, it } from 'vitest';
import { lexicalQuery } from '../../../src/store/sqlite/lexical-query.js';

describe('a lexical query', () => {
  it('asks for any of the stems, the rarest first', () => {
    const frequencies = new Map([
      ['year', 900],
      ['nowhere', 0],
      ['khan', 3],
    ]);
    expect(lexicalQuery(frequencies)).toBe('"khan" OR "year"');
  });

  it('leaves out the commonest stems of a question that would look at too much', () => {
    const frequencies = new Map([
      ['year', 9_000],
      ['khan', 3],
      ['first', 8_000],
    ]);
    expect(lexicalQuery(frequencies)).toBe('"khan" OR "first"');
  });

  it('has no operators but its own', () => {
    expect(lexicalQuery(new Map([['a"b', 1]]))).toBe('"a""b"');
    expect(lexicalQuery(new Map([['a\0b', 1]]))).toBe('');
  });
});
