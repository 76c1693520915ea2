import { workerData } from 'node:worker_threads';
import { isWebAddress } from '../crawling/web-address.js';
import { openIndexingEmbeddings } from '../embedding/open-embeddings.js';
import type { ClosableEmbeddings } from '../embedding/passage-embeddings.js';
import { CitewellError } from '../errors.js';
import type { CandidateFile } from '../indexing/check-files.js';
import { indexFiles } from '../indexing/index-files.js';
import { withIndexLock } from '../indexing/index-lock.js';
import type { IndexProgress, IndexReport } from '../indexing/index-report.js';
import { removeFromIndex } from '../indexing/remove-documents.js';
import { uploadsFolderOf, webFolderOf } from '../settings/indexing-roots.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { giveWay } from '../threads/background-priority.js';
import { serveCalls } from '../threads/serve-calls.js';
import type { CrawlRequest } from './crawl-sites.js';
import { assertInDataFolder, changeStore, mendStore, readStore } from './stores.js';

const settings = workerData as CitewellSettings;

interface IndexRequest {
  /** Files, folders and addresses of pages. */
  readonly paths: readonly string[];
  readonly crawl: CrawlRequest;
  readonly background: boolean;
}

// What only some calls need is loaded by them: nothing else takes as long where no file has changed.
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
    const { crawlSites } = await import('./crawl-sites.js');
    const { reports, failures } = await crawlSites(webFolder, starts, crawl, { signal, onProgress });
    const report = await indexPaths([...files, webFolder], signal, emit);
    const milliseconds = performance.now() - startedAt;
    return { ...report, failures: [...failures, ...report.failures], crawls: reports, milliseconds };
  },
  forgetSite: async (start: string, { signal, emit }) => {
    const webFolder = webFolderOf(settings);
    const { forgetStart } = await import('./crawl-sites.js');
    await forgetStart(webFolder, start);
    return indexPaths([webFolder], signal, emit);
  },
  check: async (files: readonly CandidateFile[]) => {
    const { checkFiles } = await import('../indexing/check-files.js');
    try {
      return await readStore(settings, ({ ledger }) => checkFiles(files, ledger));
    } catch (error) {
      if (!(error instanceof CitewellError && error.code === 'index_missing')) throw error;
      return checkFiles(files, undefined);
    }
  },
  remove: (ids: readonly string[]) => changeStore(settings, (store) => removeFromIndex(store, ids)),
  import: async ({ file, force }: { file: string; force: boolean }, { signal, emit }) => {
    assertInDataFolder(settings);
    const { importBackup } = await import('../backup/import-backup.js');
    return withIndexLock(settings.dataDir, async () => {
      const embeddings = await openEmbeddings(signal);
      try {
        const onProgress = (done: number, total: number) => emit([done, total]);
        return await importBackup(settings.dataDir, file, embeddings, { force, onProgress, signal });
      } finally {
        await embeddings.close();
      }
    });
  },
  repair: () => mendStore(settings),
});

function indexPaths(
  paths: readonly string[],
  signal: AbortSignal,
  onProgress: (progress: IndexProgress) => void,
): Promise<IndexReport> {
  return changeStore(settings, async (store) => {
    const embeddings = await openEmbeddings(signal);
    try {
      return await indexFiles(store, settings.dataDir, embeddings, paths, {
        knowledgeFolder: settings.knowledge,
        uploadsFolder: uploadsFolderOf(settings),
        webFolder: webFolderOf(settings),
        onProgress,
        signal,
      });
    } finally {
      await embeddings.close();
    }
  });
}

/** A run that is interrupted does not wait for the passages that are being embedded. */
async function openEmbeddings(signal: AbortSignal): Promise<ClosableEmbeddings> {
  const embeddings = await openIndexingEmbeddings(
    { modelsFolder: settings.models, model: settings.embedder },
    settings.workers || undefined,
  );
  signal.addEventListener('abort', () => void embeddings.close());
  return embeddings;
}
