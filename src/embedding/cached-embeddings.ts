import { LRUCache } from 'lru-cache';
import type { FingerprintedEmbeddings } from './fingerprinted-embeddings.js';

/** A vector is some 3 kB as an array of numbers: 3 MB, the questions of some minutes on a busy server. */
const KEPT_QUESTIONS = 1_000;

/**
 * Keeps the vectors of the last questions: one that is asked again, or that a conversation leans on, is embedded once.
 * A vector is a pure function of its text, hence a kept one is the vector.
 */
export class CachedEmbeddings implements FingerprintedEmbeddings {
  readonly fingerprint: string;
  readonly dimensions: number;
  private readonly questions = new LRUCache<string, number[]>({ max: KEPT_QUESTIONS });

  constructor(private readonly inner: FingerprintedEmbeddings) {
    this.fingerprint = inner.fingerprint;
    this.dimensions = inner.dimensions;
  }

  async embedQuery(text: string): Promise<number[]> {
    const known = this.questions.get(text);
    if (known) return known;
    const vector = await this.inner.embedQuery(text);
    this.questions.set(text, vector);
    return vector;
  }

  embedDocuments(texts: string[]): Promise<number[][]> {
    return this.inner.embedDocuments(texts);
  }
}
