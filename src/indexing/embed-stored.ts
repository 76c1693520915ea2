import type { FingerprintedEmbeddings } from '../embedding/fingerprinted-embeddings.js';
import type { KnowledgeStore } from '../store/knowledge-store.js';
import { embedDocuments, indexFingerprint, type PreparedDocument } from './embed-document.js';
import { prepareStored, type StoredText } from './prepare-stored.js';

/** Texts embedded and stored together: some seconds of work, which is what an interruption loses. */
const TEXTS_A_BATCH = 512;

export interface EmbedStoredOptions {
  /** Called before each slice of work; throwing stops it. */
  readonly onSlice: () => void;
  /** Told how many documents the other store holds. */
  readonly onProgress?: (documents: number) => void;
}

/**
 * Embeds the documents of a store with another model into another store, but for those that it holds already.
 *
 * @param from the fingerprint of the store that they come from
 * @returns how many texts were embedded
 */
export async function embedStored(
  documents: Iterable<StoredText> | AsyncIterable<StoredText>,
  from: string,
  target: KnowledgeStore,
  embeddings: FingerprintedEmbeddings,
  { onSlice, onProgress }: EmbedStoredOptions,
): Promise<number> {
  const fingerprint = indexFingerprint(embeddings);
  let batch: PreparedDocument[] = [];
  let texts = 0;
  let embedded = 0;
  let done = 0;
  const flush = async () => {
    const made = await embedDocuments(batch, embeddings, onSlice);
    await target.apply({ put: made.documents, fingerprint });
    embedded += made.embedded;
    [batch, texts] = [[], 0];
    onProgress?.(done);
  };
  for await (const stored of documents) {
    const { id, sha256 } = stored.document;
    const same = await target.ledger.ofText(sha256);
    const prepared = prepareStored(stored, from, fingerprint, same);
    done++;
    const entry = (await target.ledger.entries([id])).get(id);
    if (entry?.revision === prepared.revision && entry.source === prepared.source) continue;
    batch.push(prepared);
    texts += prepared.texts.length;
    if (texts >= TEXTS_A_BATCH) await flush();
  }
  await flush();
  return embedded;
}
