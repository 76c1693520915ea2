import { workerData } from 'node:worker_threads';
import { finishImport } from '../backup/finish-import.js';
import { importBackup } from '../backup/import-backup.js';
import { isWebAddress } from '../crawling/web-address.js';
import type { ClosableEmbeddings } from '../embedding/fingerprinted-embeddings.js';
import { openIndexingEmbeddings } from '../embedding/open-embeddings.js';
import { type CandidateFile, checkFiles } from '../indexing/check-files.js';
import { withIndexLock } from '../indexing/index-lock.js';
import type { IndexProgress, IndexReport } from '../indexing/index-report.js';
import { Indexer } from '../indexing/indexer.js';
import { removeFromIndex } from '../indexing/remove-documents.js';
import { uploadsFolderOf, webFolderOf } from '../settings/indexing-roots.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { repairStore } from '../store/sqlite/repair-store.js';
import { openDatabase, storeExists } from '../store/sqlite/sqlite-database.js';
import { SqliteLedger } from '../store/sqlite/sqlite-ledger.js';
import { SqliteStore } from '../store/sqlite/sqlite-store.js';
import { giveWay } from '../threads/background-priority.js';
import { serveCalls } from '../threads/serve-calls.js';
import { type CrawlRequest, crawlSites, forgetStart } from './crawl-sites.js';

const settings = workerData as CitewellSettings;

interface IndexRequest {
  /** Files, folders and addresses of pages. */
  readonly paths: readonly string[];
  readonly crawl: CrawlRequest;
  readonly background: boolean;
}

serveCalls({
  index: async ({ paths, crawl, background }: IndexRequest, { signal, emit }) => {
    if (background) giveWay();
    const starts = paths.filter(isWebAddress);
    const files = paths.filter((path) => !isWebAddress(path));
    if (starts.length === 0) return indexPaths(files, signal, emit);
    const startedAt = performance.now();
    const onProgress = (visited: number, known: number) =>
      emit({ done: 0, total: 0, documents: 0, passages: 0, failed: 0, fetching: { visited, known } });
    const webFolder = webFolderOf(settings);
    const { reports, failures } = await crawlSites(webFolder, starts, crawl, { signal, onProgress });
    const report = await indexPaths([...files, webFolder], signal, emit);
    const milliseconds = performance.now() - startedAt;
    return { ...report, failures: [...failures, ...report.failures], crawls: reports, milliseconds };
  },
  forgetSite: async (start: string, { signal, emit }) => {
    const webFolder = webFolderOf(settings);
    await forgetStart(webFolder, start);
    return indexPaths([webFolder], signal, emit);
  },
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

function indexPaths(
  paths: readonly string[],
  signal: AbortSignal,
  onProgress: (progress: IndexProgress) => void,
): Promise<IndexReport> {
  return withIndexLock(settings.dataDir, async () => {
    const embeddings = await openEmbeddings(signal);
    await finishImport(settings.dataDir);
    const store = await SqliteStore.open(settings.dataDir);
    try {
      const indexer = new Indexer(store, embeddings, {
        knowledgeFolder: settings.knowledge,
        uploadsFolder: uploadsFolderOf(settings),
        webFolder: webFolderOf(settings),
        onProgress,
        signal,
      });
      return await indexer.run(paths);
    } finally {
      await Promise.all([embeddings.close(), store.close()]);
    }
  });
}

/** A run that is interrupted does not wait for the texts that are being embedded. */
async function openEmbeddings(signal: AbortSignal): Promise<ClosableEmbeddings> {
  const embeddings = await openIndexingEmbeddings(
    { modelsFolder: settings.models, model: settings.embedder },
    settings.workers || undefined,
  );
  signal.addEventListener('abort', () => void embeddings.close());
  return embeddings;
}
