import { workerData } from 'node:worker_threads';
import { EmbeddingPool } from '../embedding/embedding-pool.js';
import { type CandidateFile, checkFiles } from '../indexing/check-files.js';
import { withIndexLock } from '../indexing/index-lock.js';
import { Indexer } from '../indexing/indexer.js';
import { removeFromIndex } from '../indexing/remove-documents.js';
import { uploadsFolderOf } from '../settings/indexing-roots.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { openDatabase, storeExists } from '../store/sqlite/sqlite-database.js';
import { SqliteLedger } from '../store/sqlite/sqlite-ledger.js';
import { SqliteStore } from '../store/sqlite/sqlite-store.js';
import { serveCalls } from '../threads/serve-calls.js';

const settings = workerData as CitewellSettings;

serveCalls({
  index: (paths: readonly string[], { signal, emit }) =>
    withIndexLock(settings.dataDir, async () => {
      const embeddings = await EmbeddingPool.open(
        { modelsFolder: settings.models, model: settings.embedder },
        settings.workers || undefined,
      );
      // A run that is interrupted should not wait for the texts that are being embedded.
      signal.addEventListener('abort', () => void embeddings.close());
      const store = await SqliteStore.open(settings.dataDir);
      try {
        const indexer = new Indexer(store, embeddings, {
          knowledgeFolder: settings.knowledge,
          uploadsFolder: uploadsFolderOf(settings),
          onProgress: emit,
          signal,
        });
        return await indexer.run(paths);
      } finally {
        await Promise.all([embeddings.close(), store.close()]);
      }
    }),
  check: async (files: readonly CandidateFile[]) => {
    if (!storeExists(settings.dataDir)) return checkFiles(files, undefined);
    const database = openDatabase(settings.dataDir);
    try {
      return await checkFiles(files, new SqliteLedger(database, settings.dataDir));
    } finally {
      database.close();
    }
  },
  remove: (ids: readonly string[]) =>
    withIndexLock(settings.dataDir, async () => {
      const store = await SqliteStore.open(settings.dataDir);
      try {
        await removeFromIndex(store, ids);
      } finally {
        await store.close();
      }
    }),
});
