import { describe, expect, it } from 'vitest';
import { CachedReader } from '../../../src/reading/cached-reader.js';
import type { Reader, Reading, ReadingPassage } from '../../../src/reading/reader.js';

/** Scores a passage by its length and remembers what it was asked. */
class CountingReader implements Reader {
  readonly fingerprint = 'counting';
  readonly scripts = ['Latin'];
  readonly asked: string[] = [];
  failure: Error | undefined;
  closed = false;

  async read(question: string, passages: readonly ReadingPassage[]): Promise<Reading[]> {
    if (this.failure !== undefined) throw this.failure;
    return passages.map(({ text, sentences }) => {
      this.asked.push(`${question} ${text}`);
      return {
        score: text.length,
        answerLogit: text.length,
        spanMargin: 0,
        sentenceProbabilities: sentences.map(() => 0),
        sentenceSpans: sentences.map(() => []),
      };
    });
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

const passage = (text: string, sentences: ReadingPassage['sentences'] = []) => ({ text, sentences });

describe('CachedReader', () => {
  it('reads each pair once and keeps the order of the passages', async () => {
    const inner = new CountingReader();
    const reader = new CachedReader(inner);
    await reader.read('q', [passage('bb')]);
    const readings = await reader.read('q', [passage('a'), passage('bb'), passage('ccc'), passage('a')]);
    expect(readings.map(({ score }) => score)).toEqual([1, 2, 3, 1]);
    expect(inner.asked).toEqual(['q bb', 'q a', 'q ccc']);
  });

  it('reads again for another question, and for the same text in other sentences', async () => {
    const inner = new CountingReader();
    const reader = new CachedReader(inner);
    await reader.read('q', [passage('a')]);
    await reader.read('r', [passage('a')]);
    const [reading] = await reader.read('q', [passage('a', [{ start: 0, end: 1 }])]);
    expect(inner.asked).toHaveLength(3);
    expect(reading?.sentenceProbabilities).toHaveLength(1);
  });

  it('does not confuse a question and a text that join to the same characters', async () => {
    const inner = new CountingReader();
    const reader = new CachedReader(inner);
    await reader.read('q a', [passage('b')]);
    await reader.read('q', [passage('a b')]);
    expect(inner.asked).toHaveLength(2);
  });

  it('drops the least recently used reading when it is full', async () => {
    const inner = new CountingReader();
    const reader = new CachedReader(inner, 2);
    await reader.read('q', [passage('a'), passage('b')]);
    await reader.read('q', [passage('a')]);
    await reader.read('q', [passage('c')]);
    await reader.read('q', [passage('a'), passage('b')]);
    expect(inner.asked).toEqual(['q a', 'q b', 'q c', 'q b']);
  });

  it('answers more passages at once than it can keep', async () => {
    const reader = new CachedReader(new CountingReader(), 1);
    const readings = await reader.read(
      'q',
      ['a', 'bb', 'ccc'].map((text) => passage(text)),
    );
    expect(readings.map(({ score }) => score)).toEqual([1, 2, 3]);
  });

  it('passes on a failure and reads anew afterwards', async () => {
    const inner = new CountingReader();
    const reader = new CachedReader(inner);
    inner.failure = new Error('no memory');
    await expect(reader.read('q', [passage('a')])).rejects.toThrow('no memory');
    inner.failure = undefined;
    expect(await reader.read('q', [passage('a')])).toHaveLength(1);
  });

  it('has the fingerprint of the reader behind it and closes it', async () => {
    const inner = new CountingReader();
    const reader = new CachedReader(inner);
    expect(reader.fingerprint).toBe('counting');
    await reader.close();
    expect(inner.closed).toBe(true);
  });
});
