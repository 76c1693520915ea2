import { describe, expect, it } from 'vitest';
import { lexicalQuery } from '../../../src/store/sqlite/lexical-query.js';

describe('a lexical query', () => {
  it('asks for every stem that some passage holds, the rarest first', () => {
    const frequencies = new Map([
      ['year', 900],
      ['nowhere', 0],
      ['khan', 3],
    ]);
    expect(lexicalQuery(frequencies)).toBe('"khan" OR "year"');
  });

  it('leaves out the commonest stems of a question that would look at too much', () => {
    const frequencies = new Map([
      ['first', 600],
      ['khan', 3],
      ['year', 900],
      ['live', 300],
    ]);
    expect(lexicalQuery(frequencies, 1_000)).toBe('"khan" OR "live" OR "first"');
  });

  it('asks for the rarest stem however common it is', () => {
    expect(lexicalQuery(new Map([['compani', 5_000]]), 1_000)).toBe('"compani"');
  });

  it('has no operators but its own', () => {
    expect(lexicalQuery(new Map([['a"b', 1]]))).toBe('"a""b"');
    expect(lexicalQuery(new Map([['a\0b', 1]]))).toBe('');
  });
});
