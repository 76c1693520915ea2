import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answering/answer.js';
import { eventsOf } from '../../../src/answering/answer-events.js';

const piecesOf = (text: string) =>
  eventsOf({ text, citations: [] as Answer['citations'] } as Answer).flatMap((event) =>
    event.type === 'delta' ? [event.text] : [],
  );

describe('the pieces of an answer', () => {
  it('end at markers and lines', () => {
    expect(piecesOf('One [1] two.\nThree [2]\n\nSee also [3] [4]')).toEqual([
      'One [1] ',
      'two.\n',
      'Three [2]\n\n',
      'See also [3] ',
      '[4]',
    ]);
  });

  it('are the whole text, whatever it is', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '[', '1', ']', '🍵', '\u2028') });
    fc.assert(
      fc.property(text, (given) => {
        expect(piecesOf(given).join('')).toBe(given);
      }),
    );
  });
});
