import { createHash } from 'node:crypto';
import { embedPartsAlone } from '../../../../src/embedding/embed-parts-alone.js';
import type {
  PassageEmbeddings,
  PassageText,
  PassageVectors,
} from '../../../../src/embedding/passage-embeddings.js';

/**
 * Stands in for the model where the test is about what is embedded, not about what the vectors mean: a unit
 * vector that follows from the text, at once, and a record of every passage asked for.
 */
export class CountingEmbeddings implements PassageEmbeddings {
  readonly dimensions = 8;
  workers = 1;
  readonly texts: string[] = [];
  /** Called before each call of `embedPassages`; throwing makes the call fail. */
  beforeCall: (texts: readonly string[]) => void = () => undefined;

  constructor(readonly fingerprint = 'counting@1') {}

  async embedQuery(text: string): Promise<number[]> {
    return this.vectorOf(text);
  }

  async embedPassages(passages: readonly PassageText[]): Promise<PassageVectors[]> {
    const texts = passages.map(({ text }) => text);
    this.beforeCall(texts);
    this.texts.push(...texts);
    return embedPartsAlone(passages, async (all) => all.map((text) => this.vectorOf(text)));
  }

  /** What was embedded since the last call of this. */
  take(): string[] {
    return this.texts.splice(0);
  }

  private vectorOf(text: string): number[] {
    const hash = createHash('sha256').update(text).digest();
    const components = Array.from({ length: this.dimensions }, (_, index) => hash.readInt32LE(index * 4));
    const length = Math.hypot(...components);
    return components.map((component) => component / length);
  }
}
