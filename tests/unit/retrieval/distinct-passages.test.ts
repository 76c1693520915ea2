import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SentenceKind } from '../../../src/passages/passage.js';
import { jaccard, shinglesOf } from '../../../src/passages/resemblance.js';
import { termsOf } from '../../../src/passages/terms.js';
import { DistinctPassages } from '../../../src/retrieval/distinct-passages.js';
import { PassageWords } from '../../../src/retrieval/passage-words.js';
import { embeddedDocument } from '../../contract/support/embedded-documents.js';

const RULES =
  'Whoever travels for work books the train in the second class, keeps every receipt and hands them in within a month of coming home, together with the form that the office keeps.';

function passageOf(id: string, text: string, title = 'Rules') {
  const { document, passages } = embeddedDocument(id, [text], 4);
  const [first] = passages;
  if (!first) throw new Error('No passage.');
  const stored = { ...document, title, length: text.length, passages: 1, indexedAt: '' };
  const passage = { document: stored, passage: first.passage, text };
  return { ...passage, words: new PassageWords(passage) };
}

function orderOf(passages: readonly ReturnType<typeof passageOf>[], asked: readonly string[] = []): string[] {
  const distinct = new DistinctPassages<ReturnType<typeof passageOf>>(asked);
  for (const passage of passages) distinct.add(passage);
  return distinct.first(100).map(({ document }) => document.id);
}

describe('ranked passages without repetition', () => {
  const other = passageOf('other', 'Bicycles stand in the yard.');

  it('keep one of a text that lies in several documents', () => {
    expect(orderOf([passageOf('a', RULES), passageOf('b', RULES), other])).toEqual(['a', 'other']);
  });

  it('have tables of contents behind all others, and headings alone in their place', () => {
    const ofKind = (id: string, kind: SentenceKind) => {
      const passage = passageOf(id, `- [${id}](#${id})`);
      const sentences = passage.passage.sentences.map((sentence) => ({ ...sentence, kind }));
      return { ...passage, passage: { ...passage.passage, sentences } };
    };
    expect(orderOf([ofKind('contents', 'navigation'), ofKind('heading', 'heading'), other])).toEqual([
      'heading',
      'other',
      'contents',
    ]);
  });

  it('have what says the same in other words behind all others', () => {
    const reworded = passageOf('b', RULES.replace('books', 'takes'));
    expect(orderOf([passageOf('a', RULES), reworded, other])).toEqual(['a', 'other', 'b']);
  });

  it.each([
    ['another number', RULES.replace('a month', '30 days'), 'Rules', []],
    ['another name', RULES.replace('the office', 'Ms Okafor'), 'Rules', []],
    ['another title', `${RULES} `, 'Rules of 2024', []],
    ['a word that is asked about', RULES.replace('train', 'ferry'), 'Rules', ['ferri']],
  ])('keep the place of one with %s', (_, text, title, asked) => {
    expect(orderOf([passageOf('a', RULES), passageOf('b', text, title), other], asked)).toEqual([
      'a',
      'b',
      'other',
    ]);
  });

  it('keep the place of one that shares half of its words', () => {
    const half = `${RULES.slice(0, RULES.length / 2)} and everybody else walks or stays at home for good.`;
    expect(orderOf([passageOf('a', RULES), passageOf('b', half), other])).toEqual(['a', 'b', 'other']);
  });

  it('lose no text', () => {
    const word = fc.constantFrom('tea', 'milk', 'and', 'sugar', 'Ann', '7');
    const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
        const ids = orderOf(texts.map((words, position) => passageOf(`${position} ${words}`, words)));
        expect(new Set(ids.map((id) => id.replace(/^\d+ /, '')))).toEqual(new Set(texts));
        expect(ids).toHaveLength(new Set(texts).size);
      }),
    );
  });
});

describe('resemblance', () => {
  it('is 1 for the same words, whatever their case and marks, and 0 for others', () => {
    const shingles = (text: string) => shinglesOf(termsOf(text));
    expect(jaccard(shingles('One two three, four.'), shingles('one TWO three four'))).toBe(1);
    expect(jaccard(shingles('one two three four'), shingles('four three two one'))).toBe(0);
    expect(jaccard(new Set(), new Set())).toBe(0);
  });
});
