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

/** Embeds several documents' texts in one call, so that small documents keep every worker busy. */
export async function embedDocuments(
  prepared: readonly PreparedDocument[],
  embeddings: EmbeddingsInterface,
): Promise<EmbeddedDocument[]> {
  const vectors = await embeddings.embedDocuments(prepared.flatMap(({ texts }) => texts));
  let next = 0;
  const take = () => Float32Array.from(vectors[next++] ?? []);
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
