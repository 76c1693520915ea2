import { describe, expect, it } from 'vitest';
import { askedValue } from '../../../src/answering/asked-value.js';
import { contentTerms } from '../../../src/passages/terms.js';

const HINGE = 'SKU: BR-102; Product: Brass hinge 100 mm; Price: €7.20; Stock: 0';
const GRADE = 'Grade: B2; Min salary: 38,000; Max salary: 46,500; Holiday days: 28';
const SHIFTS = 'Day: Tuesday; Morning: Dr Quist; Afternoon: Dr Abara; Night: Dr Noor';

const asked = (question: string, record: string) => {
  const value = askedValue(record, contentTerms(question));
  return typeof value === 'object' ? record.slice(value.start, value.end) : value;
};

describe('the value that is asked of a row', () => {
  it.each([
    ['What is the price of the 100 mm brass hinge?', HINGE, '€7.20'],
    ['Is the 100 mm brass hinge in stock?', HINGE, '0'],
    ['Which product costs €7.20?', HINGE, 'Brass hinge 100 mm'],
    ['What is the SKU of the brass hinge of 100 mm?', HINGE, 'BR-102'],
    ['What is the maximum salary in grade B2?', GRADE, '46,500'],
    ['How many holiday days has grade B2?', GRADE, '28'],
    ['Who is on duty on Tuesday afternoon?', SHIFTS, 'Dr Abara'],
    ['Which port does the Bergen plant use?', 'Plant: Bergen; Port: Hull', 'Hull'],
    [
      'What does maxRedirects default to?',
      'Option: maxRedirects; Type: number; Default: 5; or none',
      '5; or none',
    ],
  ])('%s', (question, record, value) => {
    expect(asked(question, record)).toBe(value);
  });

  it('is unclear where several columns are named alike, and unknown where none is', () => {
    expect(asked('What is the salary in grade B2?', GRADE)).toBe('unclear');
    expect(asked('Who works there?', SHIFTS)).toBeUndefined();
    expect(asked('What is the price?', 'a line; that is no record')).toBeUndefined();
  });
});
