import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/documents/document.js';
import { cutLongSentence } from '../../../src/passages/cut-long-sentence.js';
import { estimateTokens } from '../../../src/passages/estimate-tokens.js';
import { splitPassages } from '../../../src/passages/split-passages.js';
import { readOne } from '../documents/read-text.js';

const ARTICLE = new URL('../../../knowledge/china-ai-open-source.txt', import.meta.url);
const sentence = (words: number, first = 'Word'): string =>
  `${[first, ...Array(words - 1).fill('word')].join(' ')}.`;
const paragraph = (sentences: number, words: number): string =>
  Array(sentences).fill(sentence(words)).join(' ');

function textsOf(document: Document): string[] {
  return splitPassages(document).map(({ start, end }) => document.text.slice(start, end));
}

const wordCounts = (texts: string[]): number[] => texts.map((text) => text.split(/\s+/).length);

describe('passages', () => {
  it('of the article are its paragraphs under their headings, short ones joined, with title and source apart', async () => {
    const document = await readOne('article.txt', await readFile(ARTICLE, 'utf8'));
    const passages = splitPassages(document);
    const summary = passages.map((passage) => [
      passage.headings.join(' > '),
      passage.sentences.map((each) => each.kind).join(' '),
      document.text.slice(passage.start, passage.start + 12),
    ]);
    expect(summary).toEqual([
      ['', 'stated', '17.03.2025 C'],
      ['', 'prose', 'Just one mon'],
      ['Big Tech Joins the Open-Source Movement', 'heading prose prose prose', 'Big Tech Joi'],
      ['Addressing Infrastructure Challenges', 'heading prose prose prose', 'Addressing I'],
      ['The Rise of Specialized AI Models', 'heading prose prose prose prose', 'The Rise of '],
      ['The Rise of Specialized AI Models', 'prose prose', 'China’s open'],
      ['', 'stated', 'Source: Matt'],
    ]);
    expect(passages.map((passage) => passage.ordinal)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(passages[0]?.sentences[0]?.facts).toEqual(['title', 'published']);
    expect(passages[6]?.sentences[0]?.facts).toEqual(['author']);
  });

  it('keep a paragraph of up to 200 words whole and cut a longer one evenly at sentence ends', async () => {
    const document = await readOne('a.txt', `${paragraph(19, 10)}\n\n${paragraph(39, 10)}`);
    expect(wordCounts(textsOf(document))).toEqual([190, 130, 130, 130]);
    expect(textsOf(document).every((text) => text.endsWith('.'))).toBe(true);
  });

  it('join short neighbouring paragraphs up to 130 words, but never across a heading', async () => {
    const short = paragraph(3, 10);
    const document = await readOne('a.md', `${`${short}\n\n`.repeat(5)}# Next\n\n${short}`);
    expect(wordCounts(textsOf(document))).toEqual([120, 30, 32]);
  });

  it('keep an introduction with what it introduces', async () => {
    const document = await readOne('a.txt', `These are the steps:\n\n${paragraph(10, 10)}`);
    expect(textsOf(document)).toHaveLength(1);
  });

  it('carry the headings above by level, and open with heading lines that have no text of their own', async () => {
    const document = await readOne('a.md', '# A\n\n## B\n\nText b.\n\n### C\n\nText c.\n\n## D\n\nText d.');
    expect(splitPassages(document).map(({ headings }) => headings)).toEqual([
      ['A', 'B'],
      ['A', 'B', 'C'],
      ['A', 'D'],
    ]);
    expect(textsOf(document)[0]).toBe('# A\n\n## B\n\nText b.');
    const [first] = splitPassages(document);
    expect(first?.sentences.map(({ start, end }) => document.text.slice(start, end))).toEqual([
      'A',
      'B',
      'Text b.',
    ]);
  });

  it('know the page on which they start', async () => {
    const text = 'One page here.\n\nThe next page. It has more.';
    const document: Document = {
      ...(await readOne('a.txt', text)),
      pages: [
        { number: 3, start: 0 },
        { number: 4, start: 16 },
      ],
    };
    const pages = splitPassages(document, {
      targetWords: 2,
      maxWords: 3,
      shortParagraphWords: 1,
      maxTokens: 400,
      maxSentenceTokens: 200,
    }).map((passage) => passage.page);
    expect(pages).toEqual([3, 4, 4]);
  });

  it('cut a sentence that is too long for the model at its semicolons, and drop nothing of it', async () => {
    const clauses = Array.from(
      { length: 8 },
      (_, number) => `clause ${number} ${Array(25).fill('word').join(' ')}`,
    );
    const document = await readOne('a.txt', `${clauses.join('; ')}.`);
    const quotes = splitPassages(document).flatMap((passage) =>
      passage.sentences.map(({ start, end }) => document.text.slice(start, end)),
    );
    expect(quotes.length).toBeGreaterThan(1);
    expect(quotes.slice(0, -1).every((quote) => quote.endsWith(';'))).toBe(true);
    expect(quotes.join(' ')).toBe(document.text);
  });

  it('take time in proportion to the text: 20 MB of prose, a line of 1 MB without blanks', async () => {
    const processorTime = async (text: string) => {
      const document = await readOne('a.txt', text);
      const before = process.cpuUsage();
      expect(splitPassages(document).length).toBeGreaterThan(100);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const article = await readFile(ARTICLE, 'utf8');
    for (const [unit, times] of [
      [`${article}\n\n`, 8_600],
      ['x', 1_000_000],
      ['漢字', 500_000],
    ] as const) {
      const eighth = await processorTime(unit.repeat(times / 8));
      // In proportion is 8 times, with the square of the length 64.
      expect(await processorTime(unit.repeat(times))).toBeLessThan(24 * eighth);
    }
  });
});

describe('estimated tokens', () => {
  it('are about 1.3 or more an English word, and one a character of other scripts and marks', () => {
    expect(estimateTokens('The quick brown fox jumps over the lazy dog.')).toBeGreaterThanOrEqual(10);
    expect(estimateTokens('漢字仮名')).toBe(4);
    expect(estimateTokens('()—!')).toBe(4);
    expect(estimateTokens('2025')).toBe(2);
    expect(estimateTokens(' \n\t')).toBe(0);
  });
});

describe('cutting a long sentence', () => {
  const cut = (text: string, tokens: number): string[] =>
    cutLongSentence(text, { start: 0, end: text.length }, tokens).map(({ start, end }) =>
      text.slice(start, end),
    );

  it('prefers commas to blanks, and cuts inside a word only at last', () => {
    expect(cut('aa bb cc dd, ee ff gg hh', 6)).toEqual(['aa bb cc dd,', 'ee ff gg hh']);
    expect(cut('aa bb cc dd ee', 3)).toEqual(['aa bb cc', 'dd ee']);
    expect(cut('漢字仮名交', 2)).toEqual(['漢字', '仮名', '交']);
  });

  it('keeps a family emoji and combined letters whole', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(cut(family.repeat(3), 8)).toEqual([family, family, family]);
  });
});
