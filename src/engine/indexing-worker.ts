import { workerData } from 'node:worker_threads';
import { finishImport } from '../backup/finish-import.js';
import { importBackup } from '../backup/import-backup.js';
import { EmbeddingPool } from '../embedding/embedding-pool.js';
import { type CandidateFile, checkFiles } from '../indexing/check-files.js';
import { withIndexLock } from '../indexing/index-lock.js';
import { Indexer } from '../indexing/indexer.js';
import { removeFromIndex } from '../indexing/remove-documents.js';
import { uploadsFolderOf } from '../settings/indexing-roots.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { repairStore } from '../store/sqlite/repair-store.js';
import { openDatabase, storeExists } from '../store/sqlite/sqlite-database.js';
import { SqliteLedger } from '../store/sqlite/sqlite-ledger.js';
import { SqliteStore } from '../store/sqlite/sqlite-store.js';
import { serveCalls } from '../threads/serve-calls.js';

const settings = workerData as CitewellSettings;

serveCalls({
  index: (paths: readonly string[], { signal, emit }) =>
    withIndexLock(settings.dataDir, async () => {
      const embeddings = await openEmbeddings(signal);
      await finishImport(settings.dataDir);
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
      await finishImport(settings.dataDir);
      const store = await SqliteStore.open(settings.dataDir);
      try {
        await removeFromIndex(store, ids);
      } finally {
        await store.close();
      }
    }),
  import: ({ file, force }: { file: string; force: boolean }, { signal, emit }) =>
    withIndexLock(settings.dataDir, async () => {
      const embeddings = await openEmbeddings(signal);
      try {
        const onProgress = (done: number, total: number) => emit([done, total]);
        return await importBackup(settings.dataDir, file, embeddings, { force, onProgress, signal });
      } finally {
        await embeddings.close();
      }
    }),
  repair: () => withIndexLock(settings.dataDir, () => repairStore(settings.dataDir)),
});

/** A run that is interrupted does not wait for the texts that are being embedded. */
async function openEmbeddings(signal: AbortSignal): Promise<EmbeddingPool> {
  const embeddings = await EmbeddingPool.open(
    { modelsFolder: settings.models, model: settings.embedder },
    settings.workers || undefined,
  );
  signal.addEventListener('abort', () => void embeddings.close());
  return embeddings;
}
