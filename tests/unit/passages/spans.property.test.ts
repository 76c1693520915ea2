import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, Span } from '../../../src/documents/document.js';
import { normaliseText } from '../../../src/documents/normalise-text.js';
import { estimateTokens } from '../../../src/passages/estimate-tokens.js';
import { DEFAULT_PASSAGE_LIMITS } from '../../../src/passages/passage-limits.js';
import { splitPassages } from '../../../src/passages/split-passages.js';
import { splitSentences } from '../../../src/passages/split-sentences.js';
import { readOne } from '../documents/read-text.js';

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
const PROSE = 'The council met on Tuesday and approved the budget for the new library. It opens in May.';

const fragment = fc.oneof(
  fc.constantFrom(
    'Dr. Smith ',
    'the end . ',
    'U.S. ',
    '"Why?" ',
    '… ',
    '[1] ',
    '. ',
    '! ',
    ': ',
    '; ',
    ', ',
    "'' ",
  ),
  fc.constantFrom('\n', '\n\n', '\r\n', '\n- ', '\n1. ', '\n# ', '\n```\n', '\n| a | b |\n', '\n---\n', '\t'),
  fc.constantFrom(
    'שלום עולם. ',
    'مرحبا؟ ',
    '今日は雨です。',
    'e\u0301',
    ' \u0301',
    '\u200B',
    '\u0000',
    '\uFEFF',
    '\u0600 ',
  ),
  fc.constantFrom(...'「」『』（）《》【】“”„«»‹›‘’"\'', '。', '！', '？', '다. ', 'ไทย ', 'ລາວ', '你好'),
  fc.constantFrom(
    '👨‍👩‍👧‍👦',
    '🇩🇪🇦🇹',
    '👍🏽',
    '\u{1D400}',
    '\uD83D',
    'नमस्ते। ',
    '각',
    'x'.repeat(900),
    '1'.repeat(700),
  ),
  fc.constantFrom(
    `${PROSE}\n\n`,
    `${PROSE} `,
    '\n\nBy Jane Roe\n\n',
    '17.03.2025 A Title\n\n',
    '\n\nThe Library\n\n',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const hostileText = fc.array(fragment, { maxLength: 40 }).map((fragments) => fragments.join(''));

function expectOrderedInside(spans: readonly Span[], within: Span): void {
  let end = within.start;
  for (const span of spans) {
    expect(span.start).toBeGreaterThanOrEqual(end);
    expect(span.end).toBeGreaterThan(span.start);
    end = span.end;
  }
  expect(end).toBeLessThanOrEqual(within.end);
}

/** What no span covers must be blank, or match `allowed`. */
function expectCovered(text: string, spans: readonly Span[], allowed = /^\s*$/): void {
  let end = 0;
  for (const span of [...spans, { start: text.length, end: text.length }]) {
    expect(text.slice(end, span.start)).toMatch(allowed);
    end = span.end;
  }
}

function expectWholeGraphemes(text: string, spans: readonly Span[]): void {
  const boundaries = new Set([text.length]);
  for (const { index } of GRAPHEMES.segment(text)) boundaries.add(index);
  for (const { start, end } of spans) {
    expect(boundaries.has(start), `grapheme cut at ${start}`).toBe(true);
    expect(boundaries.has(end), `grapheme cut at ${end}`).toBe(true);
  }
}

describe('whatever the text', () => {
  it('sentences lie in order, cover every non-blank character and cut no grapheme', () => {
    fc.assert(
      fc.property(hostileText, (raw) => {
        const text = normaliseText(raw);
        const sentences = splitSentences(text);
        expectOrderedInside(sentences, { start: 0, end: text.length });
        expectCovered(text, sentences);
        expectWholeGraphemes(text, sentences);
      }),
      { numRuns: 300 },
    );
  });

  it('no sentence that another follows ends with an opening bracket, none begins with a closing one', () => {
    const marks = fc.constantFrom(...'「」『』（）《》【】', '。', '！', '？', '你好', '다', ' ', 'a', '. ');
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 30 }), (parts) => {
        const text = `字${parts.join('')}`;
        const sentences = splitSentences(text).map(({ start, end }) => text.slice(start, end));
        for (const sentence of sentences.slice(0, -1)) expect(sentence).not.toMatch(/\p{Ps}$/u);
        for (const sentence of sentences) expect(sentence).not.toMatch(/^\p{Pe}/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['a.txt', 'a.md'])(
    'passages of %s do so too, within their limits, and so do their sentences',
    async (name) => {
      await fc.assert(
        fc.asyncProperty(hostileText, async (raw) => {
          const document = await readOne(name, `x${normaliseText(raw)}`);
          expectGoodPassages(document);
        }),
        { numRuns: 300 },
      );
    },
  );

  it.each([
    ['a line of 1 MB', 'x'.repeat(1_000_000)],
    ['1 MB of family emoji', '👨‍👩‍👧‍👦'.repeat(90_000)],
    ['1 MB of flags', '🇩🇪'.repeat(250_000)],
    ['1 MB of combined letters', 'e\u0323\u0301'.repeat(300_000)],
    ['1 MB of full stops', '. '.repeat(500_000)],
  ])('%s is split as well', async (_name, text) => {
    const document = await readOne('a.txt', text);
    const passages = splitPassages(document);
    const sentences = passages.flatMap((passage) => passage.sentences);
    expect(sentences.every(({ start, end }) => end - start < 10_000)).toBe(true);
    expect(passages[0]?.start).toBe(0);
    const opening = passages.slice(0, 20);
    expectWholeGraphemes(document.text.slice(0, opening.at(-1)?.end), opening);
  });
});

function expectGoodPassages(document: Document): void {
  const { text } = document;
  const passages = splitPassages(document);
  expectOrderedInside(passages, { start: 0, end: text.length });
  expectCovered(text, passages);
  expectWholeGraphemes(text, passages);
  expect(passages.map((passage) => passage.ordinal)).toEqual(passages.map((_, position) => position));
  const sentences = passages.flatMap((passage) => passage.sentences);
  for (const passage of passages) {
    expectOrderedInside(passage.sentences, passage);
    expect(passage.sentences.length).toBeGreaterThan(0);
    expect(estimateTokens(text.slice(passage.start, passage.end))).toBeLessThanOrEqual(
      DEFAULT_PASSAGE_LIMITS.maxTokens,
    );
  }
  expectCovered(text, sentences, /^[\s\-=_*#|:+~`.>]*$/);
  expectWholeGraphemes(text, sentences);
  for (const { start, end, kind, facts } of sentences) {
    expect(estimateTokens(text.slice(start, end))).toBeLessThanOrEqual(
      DEFAULT_PASSAGE_LIMITS.maxSentenceTokens,
    );
    expect(facts === undefined).toBe(kind !== 'stated');
  }
}
