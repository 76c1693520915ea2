import { describe, expect, it } from 'vitest';
import { searchedStems } from '../../../src/store/searched-stems.js';

describe('the stems that are searched', () => {
  it('are all that some passage holds, the rarest first', () => {
    const frequencies = new Map([
      ['year', 900],
      ['nowhere', 0],
      ['khan', 3],
    ]);
    expect(searchedStems(frequencies)).toEqual(['khan', 'year']);
  });

  it('lack the commonest ones of a question that would look at too much', () => {
    const frequencies = new Map([
      ['first', 600],
      ['khan', 3],
      ['year', 900],
      ['live', 300],
    ]);
    expect(searchedStems(frequencies, 1_000)).toEqual(['khan', 'live', 'first']);
  });

  it('have the rarest one, however common it is', () => {
    expect(searchedStems(new Map([['compani', 5_000]]), 1_000)).toEqual(['compani']);
  });
});
