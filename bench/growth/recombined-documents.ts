import { createHash } from 'node:crypto';
import type { Document } from '../../src/documents/document.js';
import { seededIntegers } from '../../src/evaluation/metrics/random.js';
import type { Passage } from '../../src/passages/passage.js';
import { passageTerms } from '../../src/passages/search-text.js';
import type { EmbeddedDocument } from '../../src/store/knowledge-store.js';
import type { PooledDocument, PooledSentence } from './sentence-pool.js';

export const PASSAGES_A_DOCUMENT = 10;
/** Of one document, so that a passage is about something … */
const OWN_SENTENCES = 4;
/** … and of others, so that no two are about the same. */
const OTHER_SENTENCES = 2;

/**
 * The `number`th of as many documents as are wanted, each of ten passages made of real sentences. A passage's vector
 * is the mean of its sentences', which spares embedding it; terms, lengths and their frequencies are those of text.
 */
export function recombinedDocument(pool: readonly PooledDocument[], number: number): EmbeddedDocument {
  const random = seededIntegers(number);
  const pick = <Item>(items: readonly Item[]) => items[random(items.length)] as Item;
  const about = pick(pool);
  const sentences: PooledSentence[][] = Array.from({ length: PASSAGES_A_DOCUMENT }, () => [
    ...Array.from({ length: OWN_SENTENCES }, () => pick(about.sentences)),
    ...Array.from({ length: OTHER_SENTENCES }, () => pick(pick(pool).sentences)),
  ]);
  const paragraphs = sentences.map((ofPassage) => ofPassage.map(({ text }) => text).join(' '));
  const text = paragraphs.join('\n\n');
  const sha256 = createHash('sha256').update(text).digest('hex');
  const id = `recombined-${number}`;
  const document: Document = { id, title: about.title, text, sha256, pages: [], headings: [], stated: [] };
  let next = 0;
  const passages = sentences.map((ofPassage, ordinal) => {
    const start = next;
    const spans = ofPassage.map((sentence) => {
      const span = { start: next, end: next + sentence.text.length, kind: 'prose' as const };
      next = span.end + 1;
      return span;
    });
    const passage: Passage = { ordinal, start, end: next - 1, headings: [], sentences: spans };
    next += 1;
    return {
      passage,
      vector: meanOf(ofPassage.map(({ vector }) => vector)),
      sentenceVectors: ofPassage.map(({ vector }) => vector),
      terms: passageTerms(document, passage),
    };
  });
  return { document, source: `./${id}`, revision: sha256, passages };
}

/** The unit vector between unit vectors. */
function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (let n = 0; n < sum.length; n++) sum[n] = (sum[n] ?? 0) + (vector[n] ?? 0);
  const length = Math.hypot(...sum);
  return sum.map((component) => component / length);
}
