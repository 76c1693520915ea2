import type { Document } from '../../../../src/documents/document.js';

/** A file as people have them, and what a reader must make of it. */
export interface CorpusFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  /** The whole text. */
  readonly text: string;
  /** `level text` of each. */
  readonly headings?: readonly string[];
  /** `number` and the text that the page begins with. */
  readonly pages?: readonly (readonly [number: number, opening: string])[];
  /** Number of records. */
  readonly records?: number;
  readonly facts?: Partial<Document>;
}
