import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClaimScanner } from '../../../src/composing/claim-scanner.js';
import { piecesOf } from './support/fake-models.js';

const scan = (...pieces: string[]) => {
  const scanner = new ClaimScanner();
  return pieces.flatMap((piece) => scanner.push(piece));
};
const FIRST = { text: 'Tea is hot {sic}.', quotes: [{ passage: 1, quote: 'the "tea" is hot }' }] };
const SECOND = { text: 'Tea is sweet.', quotes: [] };
const OUTPUT = JSON.stringify({ answerable: true, claims: [FIRST, SECOND] });

describe('claims in a model’s output', () => {
  it('are given out as soon as they are complete', () => {
    const scanner = new ClaimScanner();
    const afterFirst = OUTPUT.indexOf(',{"text":"Tea is sweet');
    expect(scanner.push(OUTPUT.slice(0, afterFirst - 1))).toEqual([]);
    expect(scanner.push(OUTPUT.slice(afterFirst - 1, afterFirst))).toEqual([FIRST]);
    expect(scanner.push(OUTPUT.slice(afterFirst))).toEqual([SECOND]);
  });

  it.each([
    [
      'in a code fence, with talk round it',
      `Sure, "here":\n\`\`\`json\n${OUTPUT}\n\`\`\`\nHope {this} helps.`,
    ],
    ['as a bare list', JSON.stringify([FIRST, SECOND])],
    ['one after the other', `${JSON.stringify(FIRST)}\n${JSON.stringify(SECOND)}`],
    ['after thinking aloud', `<think>{"text": "Tea is cold.", "quotes": []} no</think>${OUTPUT}`],
    ['with commas too many', OUTPUT.replaceAll('}]', '},\n]')],
    ['cut off behind them', OUTPUT.slice(0, -2)],
  ])('are found %s', (_how, output) => {
    expect(scan(output)).toEqual([FIRST, SECOND]);
    expect(scan(...piecesOf(output, 3))).toEqual([FIRST, SECOND]);
  });

  it('are read with line breaks and escapes that JSON does not have', () => {
    expect(scan('{"text": "It\\\'s\nhot\\u00e9", "quotes": [{"passage": "[2]", "quote": "hot"}]}')).toEqual([
      { text: "It's\nhoté", quotes: [{ passage: 2, quote: 'hot' }] },
    ]);
  });

  it('are none where they are not whole or not claims', () => {
    expect(scan(OUTPUT.slice(0, 40), '')).toEqual([]);
    expect(scan('{"text": 7, "quotes": []} {"text": "", "quotes": []} {"text": "x"} {"quotes": []}')).toEqual(
      [],
    );
    expect(scan('<think>{"text": "Tea is cold.", "quotes": []}')).toEqual([]);
  });

  it('are the same however the output is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: OUTPUT.length })), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), OUTPUT.length];
        const pieces = places.slice(1).map((end, position) => OUTPUT.slice(places[position], end));
        expect(scan(...pieces)).toEqual([FIRST, SECOND]);
      }),
    );
  });

  it('never throw, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('{', '}', '"', '\\', '{"text":"', '"quotes":['))),
        (pieces) => {
          scan(...pieces);
        },
      ),
    );
  });

  it('take time in proportion to the output, braces without end included', () => {
    expect(scan('{"a":'.repeat(100_000), '}'.repeat(100_000))).toEqual([]);
  });

  it('can be refused', () => {
    const scanner = new ClaimScanner();
    scanner.push('{"answerable": fal');
    expect(scanner.refused).toBe(false);
    scanner.push('se, "claims": []}');
    expect(scanner.refused).toBe(true);
  });
});
