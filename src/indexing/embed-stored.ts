import type { PassageEmbeddings } from '../embedding/passage-embeddings.js';
import type { EmbeddedDocument, KnowledgeStore } from '../store/knowledge-store.js';
import { embedDocuments, type PreparedDocument, passagesABatch, prepareDocument } from './embed-document.js';
import { haveSameVectors, indexFingerprint, revisionOf } from './index-fingerprint.js';

/** A document as a store holds it; what its model made of the text only where that may be taken over. */
export interface StoredText extends Pick<EmbeddedDocument, 'document' | 'source' | 'revision'> {
  readonly embedded?: EmbeddedDocument | undefined;
}

export interface EmbedStoredOptions {
  /** Called before each slice of work; throwing stops it. */
  readonly onSlice: () => void;
  /** Told how many documents the other store holds. */
  readonly onProgress?: (documents: number) => void;
}

/**
 * Embeds the documents of a store with another model into another store, but for those that it holds already. They are
 * split anew, as the other model's version may split otherwise; where only that differs, passages keep their vectors.
 *
 * @param from the fingerprint of the store that they come from
 * @returns how many passages were embedded
 */
export async function embedStored(
  documents: Iterable<StoredText> | AsyncIterable<StoredText>,
  from: string,
  target: KnowledgeStore,
  embeddings: PassageEmbeddings,
  { onSlice, onProgress }: EmbedStoredOptions,
): Promise<number> {
  const fingerprint = indexFingerprint(embeddings);
  let batch: PreparedDocument[] = [];
  let passages = 0;
  let embedded = 0;
  let done = 0;
  const flush = async () => {
    const made = await embedDocuments(batch, embeddings, onSlice);
    await target.apply({ put: made.documents, fingerprint });
    embedded += made.embedded;
    [batch, passages] = [[], 0];
    onProgress?.(done);
  };
  for await (const stored of documents) {
    const { document, source } = stored;
    const revision = revisionBetween(stored, from, fingerprint);
    done++;
    const entry = (await target.ledger.entries([document.id])).get(document.id);
    if (entry?.revision === revision && entry.source === source) continue;
    const same = await target.ledger.ofText(document.sha256);
    const former = haveSameVectors(from, fingerprint) ? stored.embedded : undefined;
    const prepared = prepareDocument(document, source, revision, same, former);
    batch.push(prepared);
    passages += prepared.passages.length;
    if (passages >= passagesABatch(embeddings)) await flush();
  }
  await flush();
  return embedded;
}

/** It stays where only the model differs, so that the file which the document came from is not embedded again. */
function revisionBetween({ document, revision }: StoredText, from: string, to: string): string {
  return splitOf(from) === splitOf(to) ? revision : revisionOf(document);
}

/** A fingerprint without its first word, which names the embedder; see `indexFingerprint`. */
function splitOf(fingerprint: string): string {
  return fingerprint.slice(fingerprint.indexOf(' '));
}
