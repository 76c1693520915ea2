import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PassageEmbeddings } from '../embedding/passage-embeddings.js';
import { CitewellError } from '../errors.js';
import type { EmbeddedDocument, KnowledgeStore, StoredRecords } from '../store/knowledge-store.js';
import { openDatabase } from '../store/sqlite/sqlite-database.js';
import { SqliteStore } from '../store/sqlite/sqlite-store.js';
import { storedDocuments } from '../store/sqlite/stored-documents.js';
import { type EmbedStoredOptions, embedStored, type StoredText } from './embed-stored.js';
import { haveSameVectors, indexFingerprint } from './index-fingerprint.js';

/** Below the data folder: the documents as the other model embeds them, until all of them are there. */
const STAGING_FOLDER = 're-embedding';

/** Held in memory without their texts. */
const DOCUMENTS_A_PAGE = 500;

export interface Reembedded {
  readonly documents: number;
  /** Passages that went through the embedding model; those of a run before that was cut off do not count. */
  readonly passages: number;
}

/** Whether another embedder, splitter or version of them made what the store holds. */
export async function isOfAnother(
  { catalogue }: StoredRecords,
  embeddings: PassageEmbeddings,
): Promise<boolean> {
  const { documents, fingerprint } = await catalogue.state();
  return documents > 0 && fingerprint !== indexFingerprint(embeddings);
}

/**
 * Brings an index to another model from the texts that it holds, so that no document is lost whose file this run
 * does not read. They are embedded beside it, resumably, and take its place in one change: until then the index is
 * as it was. Files are read again by the next run, which embeds nothing of those that have not changed.
 *
 * @throws CitewellError `storage_failed`, `index_damaged`; what `onSlice` throws
 */
export async function reembedIndex(
  dataFolder: string,
  store: KnowledgeStore,
  embeddings: PassageEmbeddings,
  options: EmbedStoredOptions,
): Promise<Reembedded> {
  const folder = join(dataFolder, STAGING_FOLDER);
  const { fingerprint } = await store.catalogue.state();
  const ids = new Set<string>();
  const staging = await openStaging(folder, embeddings);
  let passages: number;
  try {
    const keepsVectors = haveSameVectors(fingerprint, indexFingerprint(embeddings));
    const documents = storedTexts(store, ids, keepsVectors);
    passages = await embedStored(documents, fingerprint, staging, embeddings, options);
  } finally {
    await staging.close();
  }
  const embedded = openDatabase(folder);
  try {
    const put = among(ids, storedDocuments(embedded));
    await store.apply({ clear: true, fingerprint: indexFingerprint(embeddings), put });
  } finally {
    embedded.close();
  }
  return { documents: ids.size, passages };
}

/** All documents of a store, with their vectors where asked for. @param ids is filled with theirs */
async function* storedTexts(
  { catalogue, ledger }: StoredRecords,
  ids: Set<string>,
  withVectors: boolean,
): AsyncGenerator<StoredText> {
  let after: string | undefined;
  for (;;) {
    const page = await catalogue.documents({
      ...(after !== undefined && { after }),
      limit: DOCUMENTS_A_PAGE,
    });
    if (page.length === 0) return;
    const entries = await ledger.entries(page.map(({ id }) => id));
    for (const { id } of page) {
      after = id;
      const [stored, entry] = [await catalogue.document(id), entries.get(id)];
      if (!stored || !entry) continue;
      ids.add(id);
      const { length: _length, passages: _passages, indexedAt: _indexedAt, ...document } = stored;
      const embedded = withVectors ? await ledger.ofText(document.sha256) : undefined;
      yield { document, ...entry, embedded };
    }
  }
}

/** Forgets what a run that was cut off has left, where nothing is to be brought to another model. */
export async function forgetReembedding(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, STAGING_FOLDER), { recursive: true, force: true });
}

/** What an earlier run left is gone on with, where it is this model's and whole. */
async function openStaging(folder: string, embeddings: PassageEmbeddings): Promise<SqliteStore> {
  try {
    const staging = await SqliteStore.open(folder, { savesVectors: false });
    if (!(await isOfAnother(staging, embeddings))) return staging;
    await staging.close();
  } catch (error) {
    if (!(error instanceof CitewellError) || !error.code.startsWith('index_')) throw error;
  }
  await rm(folder, { recursive: true, force: true });
  return SqliteStore.open(folder, { savesVectors: false });
}

/** Documents that were removed while the embedding was interrupted do not return. */
function* among(
  ids: ReadonlySet<string>,
  documents: Iterable<EmbeddedDocument>,
): Generator<EmbeddedDocument> {
  for (const document of documents) if (ids.has(document.document.id)) yield document;
}
