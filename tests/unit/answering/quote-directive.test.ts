import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteDirective } from '../../../src/answering/links/quote-directive.js';
import { serialiseDirective } from '../../../src/answering/links/text-directive.js';

/** The directive for the part of a text between `[` and `]`. */
function name(marked: string, isRecord = false) {
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  return quoteDirective(marked.replace(/[[\]]/gu, ''), { start, end }, isRecord);
}

describe('a quote is named to browsers', () => {
  it('whole where it is short, by its ends where it is long', () => {
    expect(name('One. [It costs a pound.] Two.')).toEqual({ start: 'It costs a pound.' });
    expect(name('[One two three four five six seven eight nine ten eleven.]')).toEqual({
      start: 'One two three four five six',
      end: 'eight nine ten eleven.',
    });
  });

  it('by as many words as it takes to be found first', () => {
    const former = 'One two three four five six seven 8 9 10 11 12.';
    expect(
      name(`${former}\n\n[One two three four five six seven eight 9 10 11 12 13 14 15 16 17 18.]`),
    ).toEqual({
      start: 'One two three four five six seven eight',
      end: '13 14 15 16 17 18.',
    });
  });

  it('with what stands before or after it where it is repeated', () => {
    const line = 'The boat leaves at nine.';
    expect(name(`Monday. ${line}\n\nTuesday. [${line}] Bye.`)).toEqual({ prefix: 'Tuesday.', start: line });
    expect(name(`Boats. ${line} Bring papers.\n\nBoats. [${line}] Bring nothing.`)).toEqual({
      start: line,
      suffix: 'Bring nothing.',
    });
    expect(name(`a. ${line} b.\n\nA. ${line} C.\n\nD. ${line} B.\n\na. [${line}] c, then.`)).toMatchObject({
      suffix: 'c, then.',
    });
  });

  it('ignoring case and accents, as browsers do', () => {
    expect(name('the CAFÉ opens.\n\nThe late bar: [The cafe opens.]')).toMatchObject({
      prefix: 'The late bar:',
    });
    expect(name('Die Strasse.\n\nIm Winter: [Die Straße.]')).toMatchObject({ prefix: 'Im Winter:' });
    expect(name('Мои дома.\n\nЗимой: [Мой дома.]')).toMatchObject({ prefix: 'Зимой:' });
  });

  it('without the marks of lists, and within lines', () => {
    expect(name('Bring:\n\n[- a coat\n- two boots]')).toEqual({ start: 'a coat', end: 'two boots' });
    expect(name('Steps:\n\n[1. pour the oil\n2. light it]\n3. wait')).toEqual({
      start: 'pour the oil',
      end: 'light it',
    });
    expect(name('[In 1862\nit was built.]')).toEqual({ start: 'In 1862', end: 'it was built.' });
  });

  it('by the cells of a row, whose names stand elsewhere', () => {
    const table = (row: string) => `Plan: Basic; Price: €10\n\n${row}`;
    expect(name(table('[Plan: Large; Price: €20]'), true)).toEqual({ start: 'Large', end: '€20' });
    expect(name(table('[Plan: Basic; Price: €20]'), true)).toEqual({
      prefix: '€10',
      start: 'Basic',
      end: '€20',
    });
    expect(name('The pro plan.\n\n[Plan: Pro; Price: €20]', true)).toEqual({
      prefix: 'Price',
      start: 'Pro',
      end: '€20',
    });
  });

  it('not at all where it holds no words', () => {
    expect(name('A[ \n ]B')).toBeUndefined();
    expect(name('A[]B')).toBeUndefined();
  });

  it('in characters that have no meaning there', () => {
    const directive = { prefix: 'a-b', start: 'c,d&e', end: '50% f#g', suffix: '“h” — i' };
    expect(serialiseDirective(directive)).toBe(
      'text=a%2Db-,c%2Cd%26e,50%25%20f%23g,-%E2%80%9Ch%E2%80%9D%20%E2%80%94%20i',
    );
  });

  it('in terms that stand in the text, in their order, whatever the text', () => {
    const word = fc.constantFrom(
      'lamp',
      'Boat',
      'née',
      '灯塔',
      'a-b',
      '"quoted"',
      'x:',
      '5;',
      '- ',
      '1. ',
      '\n',
      '\n\n',
      '👩‍🚀',
      '.',
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 80 }),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        (words, a, b, isRecord) => {
          const text = words.join(' ');
          const [start = 0, end = 0] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
          const directive = quoteDirective(text, { start, end }, isRecord);
          if (directive === undefined) return;
          const plain = text.replace(/\s+/gu, ' ');
          expect(text.slice(start, end).replace(/\s+/gu, ' ')).toContain(directive.start);
          for (const term of Object.values(directive)) {
            expect(plain).toContain(term);
            expect(term).not.toBe('');
          }
          expect(() => serialiseDirective(directive)).not.toThrow();
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
