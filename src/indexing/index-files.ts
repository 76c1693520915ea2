import type { PassageEmbeddings } from '../embedding/passage-embeddings.js';
import type { KnowledgeStore } from '../store/knowledge-store.js';
import { cancelled } from './cancelled.js';
import type { IndexReport } from './index-report.js';
import { Indexer, type IndexOptions } from './indexer.js';
import { planIndexing } from './indexing-plan.js';
import { forgetReembedding, isOfAnother, type Reembedded, reembedIndex } from './re-embed-index.js';
import { RememberedHashes } from './remembered-hashes.js';

/**
 * Brings a store to what the files say, and to this model if another one made what it holds. The caller keeps
 * others from changing it.
 *
 * @param dataFolder where the documents wait that another model has embedded, until all are there; remembers also what
 * the files hashed to
 * @throws CitewellError what `Indexer.run` and `reembedIndex` throw
 */
export async function indexFiles(
  store: KnowledgeStore,
  dataFolder: string,
  embeddings: PassageEmbeddings,
  paths: readonly string[],
  options: IndexOptions,
): Promise<IndexReport> {
  const startedAt = performance.now();
  let reembedded: Reembedded = { documents: 0, passages: 0 };
  const hashes = RememberedHashes.open(dataFolder);
  try {
    if (await isOfAnother(store, embeddings)) {
      // A path that is wrong is better told before hours of embedding than after.
      await planIndexing(paths, store.ledger, { ...options, hashes });
      reembedded = await reembed(dataFolder, store, embeddings, options);
    }
    await forgetReembedding(dataFolder);
    const report = await new Indexer(store, embeddings, { ...options, hashes }).run(paths);
    return {
      ...report,
      reembedded: reembedded.documents,
      embedded: report.embedded + reembedded.passages,
      milliseconds: performance.now() - startedAt,
    };
  } finally {
    hashes.close();
  }
}

async function reembed(
  dataFolder: string,
  store: KnowledgeStore,
  embeddings: PassageEmbeddings,
  { signal, onProgress }: IndexOptions,
): Promise<Reembedded> {
  const { documents: total, passages } = await store.catalogue.state();
  return reembedIndex(dataFolder, store, embeddings, {
    onSlice: () => {
      if (signal?.aborted) throw cancelled();
    },
    onProgress: (done) => onProgress?.({ done, total, documents: total, passages, failed: 0 }),
  });
}
