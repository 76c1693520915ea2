import { describe, expect, it } from 'vitest';
import { citableExcerpts } from '../../../src/answering/citable-excerpts.js';
import { METHOD } from '../../../src/answering/method.js';

const MARKS = [{ start: 0, end: 4 }];
const first = { name: 'first', score: 9, highlights: [] };
const near = { name: 'near', score: 8.5, highlights: MARKS };
const unmarked = { name: 'unmarked', score: 8.4, highlights: [] };
const far = { name: 'far', score: 9 - METHOD.furtherWithin - 0.1, highlights: MARKS };
const namesOf = (isRead: boolean) =>
  citableExcerpts([first, near, unmarked, far], isRead).map(({ name }) => name);

describe('what is cited beside the best excerpt', () => {
  it('stands near it and has words that may answer, where the reader has read', () => {
    expect(namesOf(true)).toEqual(['first', 'near']);
  });

  it('only stands near it where nothing was read, and so nothing is marked', () => {
    expect(namesOf(false)).toEqual(['first', 'near', 'unmarked']);
  });

  it('is nothing where nothing was found', () => {
    expect(citableExcerpts([], true)).toEqual([]);
  });
});
