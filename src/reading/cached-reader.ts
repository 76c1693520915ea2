import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Reader, Reading, ReadingPassage } from './reader.js';
import type { Scripts } from './scripts.js';

/** A reading of six sentences is about 3 kB, so these are some 15 MB: the passages of the last 2,000 questions. */
const DEFAULT_MAX_READINGS = 5000;

/**
 * Keeps the last readings, so that a question asked again, or one passage met twice in a question, costs no
 * second run. Readers are pure, hence a kept reading is the reading.
 */
export class CachedReader implements Reader {
  readonly #inner: Reader;
  readonly #readings: LRUCache<string, Reading>;

  /** @param maxReadings how many readings are kept, at least 1; the least recently used goes first */
  constructor(inner: Reader, maxReadings: number = DEFAULT_MAX_READINGS) {
    this.#inner = inner;
    this.#readings = new LRUCache({ max: maxReadings });
  }

  get fingerprint(): string {
    return this.#inner.fingerprint;
  }

  get scripts(): Scripts {
    return this.#inner.scripts;
  }

  /** Asks the inner reader once, for the passages not yet read; keeps nothing where that fails. */
  async read(question: string, passages: readonly ReadingPassage[]): Promise<Reading[]> {
    const keys = passages.map((passage) => this.#keyOf(question, passage));
    const found = new Map<string, Reading>();
    const unread = new Map<string, ReadingPassage>();
    passages.forEach((passage, position) => {
      const key = keys[position] ?? '';
      const kept = this.#readings.get(key);
      if (kept !== undefined) found.set(key, kept);
      else unread.set(key, passage);
    });
    if (unread.size > 0) {
      const readings = await this.#inner.read(question, [...unread.values()]);
      [...unread.keys()].forEach((key, position) => {
        const reading = readings[position];
        if (reading === undefined) return;
        this.#readings.set(key, reading);
        found.set(key, reading);
      });
    }
    return keys.flatMap((key) => found.get(key) ?? []);
  }

  async close(): Promise<void> {
    this.#readings.clear();
    await this.#inner.close();
  }

  /** Sentence spans are part of it: the same text split otherwise has other sentence probabilities. */
  #keyOf(question: string, passage: ReadingPassage): string {
    const sentences = passage.sentences.map(({ start, end }) => [start, end]);
    return createHash('sha256')
      .update(JSON.stringify([this.fingerprint, question, passage.text, sentences]))
      .digest('base64');
  }
}
