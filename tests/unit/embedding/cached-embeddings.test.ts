import { describe, expect, it } from 'vitest';
import { CachedEmbeddings } from '../../../src/embedding/cached-embeddings.js';

/** Counts what it is asked; fails on the word "fail" until told otherwise. */
class CountingEmbeddings {
  readonly fingerprint = 'counting';
  readonly dimensions = 1;
  readonly asked: string[] = [];
  failing = true;

  async embedQuery(text: string): Promise<number[]> {
    this.asked.push(text);
    if (this.failing && text === 'fail') throw new Error('no vector');
    return [text.length];
  }

  async embedDocuments(texts: string[]): Promise<number[][]> {
    return texts.map((text) => [-text.length]);
  }
}

describe('embeddings that keep the vectors of questions', () => {
  it('embed a question once', async () => {
    const inner = new CountingEmbeddings();
    const cached = new CachedEmbeddings(inner);
    expect(await cached.embedQuery('who?')).toEqual([4]);
    expect(await cached.embedQuery('who?')).toEqual([4]);
    expect(await cached.embedQuery('when?')).toEqual([5]);
    expect(inner.asked).toEqual(['who?', 'when?']);
  });

  it('keep no failure', async () => {
    const inner = new CountingEmbeddings();
    const cached = new CachedEmbeddings(inner);
    await expect(cached.embedQuery('fail')).rejects.toThrow('no vector');
    inner.failing = false;
    expect(await cached.embedQuery('fail')).toEqual([4]);
  });

  it('leave documents to the model, whose prefix is another', async () => {
    const cached = new CachedEmbeddings(new CountingEmbeddings());
    await cached.embedQuery('who?');
    expect(await cached.embedDocuments(['who?'])).toEqual([[-4]]);
  });
});
