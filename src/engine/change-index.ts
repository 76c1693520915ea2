import type { ImportOptions, ImportReport } from '../backup/import-backup.js';
import type { CandidateFile } from '../indexing/check-files.js';
import type { IndexFailure, IndexProgress, IndexReport } from '../indexing/index-report.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { WorkerClient } from '../threads/worker-client.js';
import type { CrawlRequest } from './crawl-sites.js';

export interface IndexRunOptions {
  readonly onProgress?: (progress: IndexProgress) => void;
  readonly signal?: AbortSignal;
  /** How far the sites among the paths are crawled. */
  readonly crawl?: CrawlRequest;
  /** Whether the run gives way to all else, since somebody is being answered meanwhile. By default it does not. */
  readonly background?: boolean;
}

/**
 * Indexes without opening an engine, in a thread of its own.
 *
 * @param paths files, folders, and addresses of sites
 * @throws CitewellError `knowledge_missing`, `knowledge_empty`, `index_locked`, `storage_failed`, `cancelled`; for sites
 * also `invalid_request`, `site_unreachable`, `nothing_to_fetch`, `address_refused`
 */
export function runIndexing(
  settings: CitewellSettings,
  paths: readonly string[],
  { onProgress, signal, crawl = {}, background = false }: IndexRunOptions = {},
): Promise<IndexReport> {
  return inIndexingWorker(settings, (worker) =>
    worker.call<IndexReport>(
      'index',
      { paths, crawl, background },
      {
        onEvent: (event) => onProgress?.(event as IndexProgress),
        signal,
      },
    ),
  );
}

/**
 * Forgets a site, and takes those of its pages out of the index that no other start has brought.
 *
 * @param start where its crawls began
 * @throws CitewellError `not_found`, `invalid_request`, `index_locked`, `storage_failed`
 */
export function forgetSite(settings: CitewellSettings, start: string): Promise<IndexReport> {
  return inIndexingWorker(settings, (worker) => worker.call<IndexReport>('forgetSite', start));
}

/**
 * Takes documents out of the index, mails with what is attached to them. Those whose files are still there return at
 * the next indexing of them.
 *
 * @returns how many documents that were
 * @throws CitewellError `not_found`, and then none is removed; `index_locked`, `index_missing`, `storage_failed`
 */
export function removeDocuments(settings: CitewellSettings, ids: readonly string[]): Promise<number> {
  return inIndexingWorker(settings, (worker) => worker.call<number>('remove', ids));
}

/**
 * Puts a backup in the place of what the data folder holds; see `importBackup`.
 *
 * @throws CitewellError `backup_invalid`, `index_exists`, `index_locked`, `index_damaged`, `storage_failed`, `cancelled`
 */
export function runImport(
  settings: CitewellSettings,
  file: string,
  { force, signal, onProgress }: ImportOptions,
): Promise<ImportReport> {
  const onEvent = (event: unknown) => {
    const [done, total] = event as [number, number];
    onProgress?.(done, total);
  };
  return inIndexingWorker(settings, (worker) =>
    worker.call<ImportReport>('import', { file, force }, { signal, onEvent }),
  );
}

/** Mends a damaged index; see `repairStore`. @throws CitewellError `index_missing`, `index_locked`, `storage_failed` */
export function runRepair(settings: CitewellSettings): Promise<string[]> {
  return inIndexingWorker(settings, (worker) => worker.call<string[]>('repair', undefined));
}

/** Reads files as indexing would, in a thread of its own; says what is wrong with which. @throws CitewellError `storage_failed` */
export function checkFiles(
  settings: CitewellSettings,
  files: readonly CandidateFile[],
): Promise<IndexFailure[]> {
  return inIndexingWorker(settings, (worker) => worker.call<IndexFailure[]>('check', files));
}

async function inIndexingWorker<Result>(
  settings: CitewellSettings,
  run: (worker: WorkerClient) => Promise<Result>,
): Promise<Result> {
  const worker = new WorkerClient(new URL('./indexing-worker.js', import.meta.url), settings);
  try {
    return await run(worker);
  } finally {
    await worker.stop();
  }
}
