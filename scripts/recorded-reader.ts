import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { Reader, Reading, ReadingPassage } from '../src/reading/reader.js';
import type { Scripts } from '../src/reading/scripts.js';

/**
 * A reader that writes down in a file, line by line, what it has read, and reads nothing twice: a calibration that
 * was broken off, or is made again with other features, goes on from there.
 */
export class RecordedReader implements Reader {
  readonly fingerprint: string;
  readonly scripts: Scripts;
  readonly #readings = new Map<string, Reading>();

  /** @param file JSON lines; made where there is none */
  constructor(
    private readonly reader: Reader,
    private readonly file: string,
  ) {
    this.fingerprint = reader.fingerprint;
    this.scripts = reader.scripts;
    const written = existsSync(file) ? readFileSync(file, 'utf8') : '';
    // A run that was killed leaves its last line half written.
    const whole = written.slice(0, written.lastIndexOf('\n') + 1);
    if (whole.length < written.length) truncateSync(file, Buffer.byteLength(whole));
    for (const line of whole.split('\n').slice(0, -1)) {
      const { key, reading } = JSON.parse(line) as { key: string; reading: Reading };
      this.#readings.set(key, reading);
    }
  }

  async read(question: string, passages: readonly ReadingPassage[]): Promise<Reading[]> {
    const readings: Reading[] = [];
    for (const passage of passages) readings.push(await this.#readOne(question, passage));
    return readings;
  }

  close(): Promise<void> {
    return this.reader.close();
  }

  async #readOne(question: string, passage: ReadingPassage): Promise<Reading> {
    const key = createHash('sha256')
      .update(JSON.stringify([this.fingerprint, question, passage]))
      .digest('base64url');
    const known = this.#readings.get(key);
    if (known) return known;
    const [reading] = await this.reader.read(question, [passage]);
    if (!reading) throw new Error('the reader gave no reading');
    this.#readings.set(key, reading);
    appendFileSync(this.file, `${JSON.stringify({ key, reading })}\n`);
    return reading;
  }
}
