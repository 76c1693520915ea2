import { describe, expect, it } from 'vitest';
import { readPassages } from '../../../src/answering/read-passages.js';
import type { Reader, Reading } from '../../../src/reading/reader.js';
import type { RankedPassage } from '../../../src/retrieval/retriever.js';

const READING: Reading = {
  score: 1,
  answerLogit: 1,
  spanMargin: 0,
  span: { start: 0, end: 3 },
  sentenceProbabilities: [1],
};

/** Takes the same time for each passage; what it is given to read is kept. */
class SlowReader implements Reader {
  readonly fingerprint = 'slow';
  readonly texts: string[] = [];

  constructor(private readonly milliseconds: number) {}

  async read(_question: string, passages: Parameters<Reader['read']>[1]): Promise<Reading[]> {
    this.texts.push(...passages.map(({ text }) => text));
    await new Promise((resolve) => setTimeout(resolve, this.milliseconds));
    return passages.map(() => READING);
  }

  async close(): Promise<void> {}
}

function passage(text: string): RankedPassage {
  return {
    id: 1,
    text,
    document: {
      id: 'a.txt',
      title: 'A',
      sha256: '',
      pages: [],
      headings: [],
      stated: [],
      length: 100,
      passages: 1,
      indexedAt: '',
    },
    copies: [],
    passage: {
      start: 50,
      end: 50 + text.length,
      ordinal: 0,
      headings: [],
      sentences: [{ start: 50, end: 50 + text.length, kind: 'stated', facts: ['author'] }],
    },
    sentenceVectors: [],
    score: 1,
    cosine: 1,
    bm25: 1,
  };
}

const PASSAGES = ['One.', 'Two.', 'Three.', 'Four.', 'Five.'].map(passage);
const signal = new AbortController().signal;

describe('reading', () => {
  it('ends before the passage that the budget has no time for', async () => {
    const readings = await readPassages(new SlowReader(60), 'Who?', PASSAGES, { milliseconds: 100, signal });
    expect(readings).toHaveLength(1);
  });

  it('ends after four passages, however much time there is, and reads none without any', async () => {
    const reader = new SlowReader(0);
    expect(await readPassages(reader, 'Who?', PASSAGES, { milliseconds: 60_000, signal })).toHaveLength(4);
    expect(await readPassages(reader, 'Who?', PASSAGES, { milliseconds: 0, signal })).toEqual([]);
  });

  it('gives a line that states a fact the words that say so, and places its answer without them', async () => {
    const reader = new SlowReader(0);
    const [reading] = await readPassages(reader, 'Who?', PASSAGES.slice(0, 1), {
      milliseconds: 1_000,
      signal,
    });
    expect(reader.texts[0]).toMatch(/author.*: One\.$/);
    expect(reading?.span).toEqual({ start: 0, end: 0 });
  });

  it('stops when the question is cancelled', async () => {
    const abort = new AbortController();
    const reading = readPassages(new SlowReader(20), 'Who?', PASSAGES, {
      milliseconds: 60_000,
      signal: abort.signal,
    });
    abort.abort();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  });
});
