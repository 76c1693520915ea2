import { describe, expect, it } from 'vitest';
import { comparable } from '../../../src/composing/guard/comparable-text.js';
import { Evidence } from '../../../src/composing/guard/evidence.js';
import { locateQuote } from '../../../src/composing/guard/locate-quote.js';
import { passagesOf } from './support/quotable-passages.js';

const TEXT = 'Leave is “paid in full”\n  for 28 days. It’s 52.5 kg. Leave is not given twice.';

const located = (quote: string, text = TEXT) =>
  locateQuote(quote, comparable(text)).map(({ start, end }) => text.slice(start, end));

describe('locating a quote', () => {
  it.each([
    ['Leave is "paid in full" for 28 days.', 'Leave is “paid in full”\n  for 28 days.'],
    ["It's 52.5 kg", 'It’s 52.5 kg'],
    ['  for   28\tdays ', 'for 28 days'],
    ['"It’s 52.5 kg."', 'It’s 52.5 kg.'],
  ])('finds %j as the document writes it', (quote, written) => {
    expect(located(quote)).toEqual([written]);
  });

  it.each([
    'leave is "paid in full"',
    'Leave is paid in full',
    '8 days',
    'It’s 52',
    '5 kg',
    'eave is',
    'Leave is “paid in full” for 28 days. Leave is not',
    '…',
    '""',
    '',
  ])('does not find %j', (quote) => {
    expect(located(quote)).toEqual([]);
  });

  it('finds every place', () => {
    expect(located('Leave is')).toHaveLength(2);
  });

  it('places spans by UTF-16 code units, past characters beyond the basic plane', () => {
    expect(located('𝒜 is b', '🍵🍵  𝒜\tis b')).toEqual(['𝒜\tis b']);
  });

  it('finds what is written without blanks between words', () => {
    expect(located('投资520亿', '阿里巴巴将投资520亿美元。')).toEqual(['投资520亿']);
  });
});

describe('placing a quote', () => {
  const passages = [
    ...passagesOf('The tea is hot. It is not sweet at all.', 'tea.txt'),
    ...passagesOf('The coffee is cold. It is not sweet at all.', 'coffee.txt'),
  ];
  const evidence = new Evidence(passages, 'Is it sweet?');

  it('gives the whole sentence of the document that holds it, with what was quoted marked', () => {
    const placed = evidence.place({ passage: 1, quote: 'sweet at all' }, 'It is not sweet.');
    const text = passages[0]?.text;
    expect(text?.slice(placed?.start, placed?.end)).toBe('It is not sweet at all.');
    expect(text?.slice(placed?.fragment.start, placed?.fragment.end)).toBe('sweet at all');
    expect(placed?.passage.document.id).toBe('tea.txt');
  });

  it('looks in the passage that it names first, in the others after it', () => {
    const idOf = (passage: number, quote: string) =>
      evidence.place({ passage, quote }, '')?.passage.document.id;
    expect(idOf(2, 'It is not sweet')).toBe('coffee.txt');
    expect(idOf(1, 'The coffee is cold')).toBe('coffee.txt');
    expect(idOf(99, 'The tea is hot')).toBe('tea.txt');
  });

  it('chooses, of several places, the sentence that the claim is about', () => {
    const [passage] = passagesOf('The tea is said to be hot. The coffee is said to be cold.');
    const place = new Evidence(passage ? [passage] : [], '').place(
      { passage: 1, quote: 'is said to be' },
      'The coffee is cold.',
    );
    expect(passage?.text.slice(place?.start, place?.end)).toBe('The coffee is said to be cold.');
  });

  it('takes no single word', () => {
    expect(evidence.place({ passage: 1, quote: 'sweet' }, 'It is not sweet.')).toBeUndefined();
  });

  it('takes no heading alone', () => {
    const headed = passagesOf('# Tea and coffee\n\nThe tea is hot, and there is a lot of it.', 'tea.md');
    const [passage] = headed;
    if (!passage) throw new Error('no passage');
    const sentences = [
      { start: 0, end: 16, kind: 'heading' as const },
      ...passage.passage.sentences.slice(1),
    ];
    const marked = { ...passage, passage: { ...passage.passage, start: 0, sentences } };
    expect(new Evidence([marked], '').place({ passage: 1, quote: 'Tea and coffee' }, '')).toBeUndefined();
  });
});
