import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Span } from '../../src/documents/document.js';
import type { Reader, Reading, ReadingPassage } from '../../src/reading/reader.js';

const QUESTION = 'When was the bridge opened?';

/** Text that has broken tokenisers: emoji, right-to-left, combining marks, controls, lone surrogates. */
const hostileCharacter = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
  fc.constantFrom(
    '👩‍👩‍👧',
    '🇩🇪',
    'שלום',
    'مرحبا',
    'e\u0301\u0323',
    '\u0000',
    '\u202E',
    '\uFEFF',
    '\uD83D',
    '\uDC00',
    '漢字',
    '𠀀',
    'İ',
    'ß',
    'ﬁ',
    '한국',
  ),
  fc.constantFrom(
    '[SEP]',
    '[CLS]',
    '[UNK]',
    '##ing',
    'opened',
    ' ',
    '\n',
    '. ',
    '"',
    '(',
    ')',
    '1886',
    '$52.5',
  ),
);
const hostileText = fc.array(hostileCharacter, { maxLength: 60 }).map((parts) => parts.join(''));

const BRIDGE = 'The bridge was opened in 1886. It has six arches.';
const RIVER = 'The river is 90 km long.';

/** A passage with one sentence a "." and a space, as far as the contract cares. */
export function passageOf(text: string): ReadingPassage {
  const ends = [...text.matchAll(/\. /g)].map((match) => match.index + match[0].length);
  const bounds = [0, ...ends, text.length];
  const sentences = bounds.slice(1).map((end, position) => ({ start: bounds[position] ?? 0, end }));
  return { text, sentences };
}

const words = new Intl.Segmenter('en', { granularity: 'word' });

function expectWholeWords(text: string, span: Span): void {
  const segments = words.segment(text);
  for (const edge of [span.start, span.end]) {
    const at = segments.containing(edge);
    expect(at === undefined ? text.length : at.index, `${JSON.stringify(text)} cut at ${edge}`).toBe(edge);
  }
}

function expectReading(passage: ReadingPassage, reading: Reading | undefined): void {
  if (reading === undefined) throw new Error('There is no reading for the passage.');
  for (const figure of [reading.score, reading.answerLogit, reading.spanMargin]) {
    expect(figure).toSatisfy(Number.isFinite);
  }
  expect(reading.score).toBe(reading.answerLogit + reading.spanMargin);
  expect(reading.sentenceProbabilities).toHaveLength(passage.sentences.length);
  for (const probability of reading.sentenceProbabilities) {
    expect(probability).toBeGreaterThanOrEqual(0);
    expect(probability).toBeLessThanOrEqual(1);
  }
  expect(reading.sentenceSpans).toHaveLength(passage.sentences.length);
  for (const spans of reading.sentenceSpans) {
    expect(spans.map(({ margin }) => margin)).toEqual(
      spans.map(({ margin }) => margin).sort((a, b) => b - a),
    );
    for (const span of spans) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeGreaterThanOrEqual(span.start);
      expect(span.end).toBeLessThanOrEqual(passage.text.length);
      expectWholeWords(passage.text, span);
    }
  }
}

/** What every {@link Reader} keeps, whatever model it runs. */
export function describeReaderContract(name: string, open: () => Promise<Reader>): void {
  describe(`${name} as a reader`, () => {
    let reader: Reader;
    beforeAll(async () => {
      reader = await open();
    });
    afterAll(async () => reader.close());

    it('has a fingerprint', () => {
      expect(reader.fingerprint).not.toBe('');
    });

    it('gives no readings for no passages', async () => {
      expect(await reader.read(QUESTION, [])).toEqual([]);
    });

    it('gives one reading a passage, in the order of the passages', async () => {
      const passages = [RIVER, BRIDGE, RIVER].map(passageOf);
      const readings = await reader.read(QUESTION, passages);
      expect(readings).toHaveLength(3);
      passages.forEach((passage, position) => {
        expectReading(passage, readings[position]);
      });
      expect(readings[2]).toEqual(readings[0]);
      expect(readings[1]).not.toEqual(readings[0]);
    });

    it('reads a passage among others exactly as alone', async () => {
      const among = await reader.read(QUESTION, [BRIDGE.repeat(9), BRIDGE, RIVER, ''].map(passageOf));
      for (const [position, text] of [BRIDGE.repeat(9), BRIDGE, RIVER, ''].entries()) {
        expect(among[position]).toEqual((await reader.read(QUESTION, [passageOf(text)]))[0]);
      }
    });

    it.each([
      ['an empty passage', ''],
      ['white space', ' \n\t '],
      ['control characters', '\u0000\u0001\u200B'],
      ['punctuation', '... ?! ()'],
    ])('reads %s without failing', async (_, text) => {
      expectReading(passageOf(text), (await reader.read(QUESTION, [passageOf(text)]))[0]);
    });

    it('reads a passage without sentences, and with an empty or an endless question', async () => {
      for (const question of ['', ' ', `${QUESTION} `.repeat(2000)]) {
        const passage = { text: BRIDGE, sentences: [] };
        expectReading(passage, (await reader.read(question, [passage]))[0]);
      }
    });

    it('reads passages of 20,000 characters, words without end among them', async () => {
      for (const text of [`${'It rained. '.repeat(1700)}${BRIDGE}`, 'x'.repeat(20_000), '漢'.repeat(2000)]) {
        expectReading(passageOf(text), (await reader.read(QUESTION, [passageOf(text)]))[0]);
      }
    });

    it('keeps its promises on any text', async () => {
      await fc.assert(
        fc.asyncProperty(hostileText, hostileText, async (question, text) => {
          const passage = passageOf(text);
          expectReading(passage, (await reader.read(question, [passage]))[0]);
        }),
        { numRuns: 150 },
      );
    });
  });
}
