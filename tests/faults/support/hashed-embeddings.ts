import { embedPartsAlone } from '../../../src/embedding/embed-parts-alone.js';
import type {
  PassageEmbeddings,
  PassageText,
  PassageVectors,
} from '../../../src/embedding/passage-embeddings.js';
import { unitVector } from '../../contract/support/embedded-documents.js';

/**
 * Stands in for the model where thousands of runs are about what is stored: a vector that follows from its text
 * alone, in microseconds, so that a process that is killed is at its writing and not at its embedding.
 */
export class HashedEmbeddings implements PassageEmbeddings {
  readonly dimensions = 16;
  readonly workers = 1;

  /** @param fingerprint another one gives other vectors */
  constructor(readonly fingerprint = 'hashed@1') {}

  embedPassages(passages: readonly PassageText[]): Promise<PassageVectors[]> {
    return embedPartsAlone(passages, async (texts) => texts.map((text) => this.vectorOf(text)));
  }

  private vectorOf(text: string): number[] {
    return [...unitVector(`${this.fingerprint} ${text}`, this.dimensions)];
  }
}
