import { createHash } from 'node:crypto';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { Document } from '../documents/document.js';
import {
  passageSearchText,
  passageTerms,
  searchTextVersion,
  sentenceSearchText,
} from '../passages/search-text.js';
import { passageSplitterVersion, splitPassages } from '../passages/split-passages.js';
import type { EmbeddedDocument } from '../store/knowledge-store.js';

/** Texts a call: enough to keep several workers busy, few enough that their vectors take little memory. */
const TEXTS_A_CALL = 256;

/** A document split and ready to embed: texts in the order passage, its sentences, next passage, … */
export interface PreparedDocument {
  readonly document: Document;
  readonly source: string;
  readonly revision: string;
  readonly passages: ReturnType<typeof splitPassages>;
  readonly texts: readonly string[];
}

/** Changes with everything that a stored document follows from, other than its own content. */
const preparationVersion = `${passageSplitterVersion} ${searchTextVersion}`;

/** Names what makes an index: one of another fingerprint is neither asked nor added to, but made anew. */
export function indexFingerprint(embeddings: { readonly fingerprint: string }): string {
  return `${embeddings.fingerprint} ${preparationVersion}`;
}

/** Equal revisions mean equal passages, vectors and metadata. */
export function revisionOf(document: Document): string {
  return createHash('sha256')
    .update(JSON.stringify([preparationVersion, document]))
    .digest('hex');
}

export function prepareDocument(document: Document, source: string, revision: string): PreparedDocument {
  const passages = splitPassages(document);
  const texts = passages.flatMap((passage) => [
    passageSearchText(document, passage),
    ...passage.sentences.map((sentence) => sentenceSearchText(document, sentence)),
  ]);
  return { document, source, revision, passages, texts };
}

/**
 * Embeds several documents' texts together, so that small documents keep every worker busy, in slices, so
 * that a large one neither fills the memory nor hides its progress.
 *
 * @param onSlice called before each slice with the number of texts that are done; throwing stops the work
 */
export async function embedDocuments(
  prepared: readonly PreparedDocument[],
  embeddings: EmbeddingsInterface,
  onSlice: (done: number) => void,
): Promise<EmbeddedDocument[]> {
  const texts = prepared.flatMap((document) => document.texts);
  const vectors: Float32Array[] = [];
  while (vectors.length < texts.length) {
    onSlice(vectors.length);
    const slice = texts.slice(vectors.length, vectors.length + TEXTS_A_CALL);
    for (const vector of await embeddings.embedDocuments(slice)) vectors.push(Float32Array.from(vector));
  }
  let next = 0;
  const take = () => vectors[next++] ?? new Float32Array();
  return prepared.map(({ document, source, revision, passages }) => ({
    document,
    source,
    revision,
    passages: passages.map((passage) => ({
      passage,
      vector: take(),
      sentenceVectors: passage.sentences.map(take),
      terms: passageTerms(document, passage),
    })),
  }));
}
