import { createHash } from 'node:crypto';
import { termsOf } from '../../../src/passages/terms.js';
import type { EmbeddedDocument } from '../../../src/store/knowledge-store.js';

/** A unit vector that follows from the text alone: equal texts have cosine 1, others point anywhere. */
export function unitVector(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (let component = 0; component < dimensions; component++) {
    const hash = createHash('sha256').update(`${component} ${text}`).digest();
    vector[component] = hash.readInt32LE(0) / 2 ** 31;
  }
  const length = Math.hypot(...vector);
  return vector.map((component) => component / length);
}

/** A document of the passages given, each one sentence, found by its own lower-case words. */
export function embeddedDocument(
  id: string,
  passages: readonly string[],
  dimensions: number,
): EmbeddedDocument {
  const text = passages.join('\n');
  let start = 0;
  return {
    document: {
      id,
      title: `Title of ${id}`,
      text,
      sha256: createHash('sha256').update(text).digest('hex'),
      pages: [],
      headings: [],
      stated: [],
    },
    source: `./${id}`,
    revision: createHash('sha256').update(`${id} ${text}`).digest('hex'),
    passages: passages.map((passage, ordinal) => {
      const span = { start, end: start + passage.length };
      start = span.end + 1;
      return {
        passage: { ...span, ordinal, headings: [], sentences: [{ ...span, kind: 'prose' as const }] },
        vector: unitVector(passage, dimensions),
        sentenceVectors: [unitVector(`sentence ${passage}`, dimensions)],
        terms: passage.toLowerCase(),
      };
    }),
  };
}

/** A document of the passages given, found by its stems as an indexed one is. */
export function analysedDocument(id: string, ...passages: string[]): EmbeddedDocument {
  const document = embeddedDocument(id, passages, 16);
  const terms = passages.map((passage) => termsOf(passage).map(({ stem }) => stem));
  return {
    ...document,
    passages: document.passages.map((passage, ordinal) => ({
      ...passage,
      terms: (terms[ordinal] ?? []).join(' '),
    })),
  };
}
