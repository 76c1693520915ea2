import type { Document } from '../documents/document.js';
import type { PassageEmbeddings } from '../embedding/passage-embeddings.js';
import type { KnowledgeStore, LedgerEntry, Source, StoreState } from '../store/knowledge-store.js';
import { cancelled } from './cancelled.js';
import { DocumentOwners } from './document-owners.js';
import { embedDocuments, passagesABatch, prepareDocument } from './embed-document.js';
import type { FoundFile } from './find-files.js';
import { emptyBatch, unfinishedSources } from './index-batch.js';
import { indexFingerprint, revisionOf } from './index-fingerprint.js';
import { type IndexFailure, type IndexProgress, type IndexReport, indexFailure } from './index-report.js';
import { type IndexedFolders, planIndexing } from './indexing-plan.js';
import { type ReadFile, readFile } from './read-file.js';
import { ReadingProcess } from './reading-process.js';
import { isGone } from './source-file.js';

export interface IndexOptions extends IndexedFolders {
  readonly onProgress?: (progress: IndexProgress) => void;
  readonly signal?: AbortSignal;
}

/** A file that no longer holds some documents; they leave at the end, unless another file has them by then. */
interface Departure {
  readonly source: Source;
  readonly ids: readonly string[];
}

/**
 * Brings a store to what the files say: read → split → embed → store, for what changed only. One run each. What the
 * store holds is of the same fingerprint; see `indexFiles`.
 */
export class Indexer {
  private batch = emptyBatch();
  private readonly failures: IndexFailure[] = [];
  private readonly departures: Departure[] = [];
  private owners = new DocumentOwners([], new Set());
  private totalBytes = 0;
  private doneBytes = 0;
  private state: StoreState | undefined;
  private readonly counts = { added: 0, updated: 0, removed: 0, unchanged: 0, skipped: 0, embedded: 0 };

  constructor(
    private readonly store: KnowledgeStore,
    private readonly embeddings: PassageEmbeddings,
    private readonly options: IndexOptions,
    private readonly reading = new ReadingProcess(),
  ) {}

  /**
   * Indexes the files below `paths` and removes what came from them before and is gone. A file that cannot be
   * read is listed among the failures and does not stop the others; what was known of it stays.
   *
   * @throws CitewellError `knowledge_missing`, `knowledge_empty`, `storage_failed`, `cancelled`
   */
  async run(paths: readonly string[]): Promise<IndexReport> {
    const startedAt = performance.now();
    this.state = await this.store.catalogue.state();
    const plan = await planIndexing(paths, this.store.ledger, this.options);
    this.owners = new DocumentOwners(plan.gone, new Set(plan.changed.map(({ source }) => source)));
    this.failures.push(...plan.failures);
    this.counts.unchanged = plan.unchanged;
    this.counts.skipped = plan.skipped;
    this.totalBytes = plan.changed.reduce((sum, { size }) => sum + size, 0);
    if (plan.changed.length > 0) this.reportProgress(0);
    await this.indexFiles(plan.changed);
    await this.flush();
    await this.removeWhatLeft(plan.gone);
    const { generation, documents, passages } = await this.store.catalogue.state();
    return {
      generation,
      documents,
      passages,
      ...this.counts,
      reembedded: 0,
      failures: this.failures,
      milliseconds: performance.now() - startedAt,
    };
  }

  private async indexFiles(files: readonly FoundFile[]): Promise<void> {
    // A run that is interrupted should not wait for a slow parser.
    const stopReading = () => this.reading.close();
    this.options.signal?.addEventListener('abort', stopReading);
    const waiting: FoundFile[] = [];
    try {
      for (const file of files) if (!(await this.indexFile(file, true))) waiting.push(file);
      for (const file of waiting) await this.indexFile(file, false);
    } finally {
      this.options.signal?.removeEventListener('abort', stopReading);
      this.reading.close();
    }
  }

  /** @returns false where the file has to wait for others, which `mayWait` allows */
  private async indexFile(file: FoundFile, mayWait: boolean): Promise<boolean> {
    const former = await this.store.ledger.documentsOf(file.source);
    let read: ReadFile;
    let entries: ReadonlyMap<string, LedgerEntry>;
    try {
      this.assertNotCancelled();
      read = await readFile(file, this.reading);
      const ids = read.documents.map(({ id }) => id);
      entries = await this.store.ledger.entries(ids);
      if (mayWait && this.owners.mustWait(read.documents, file.source, entries)) return false;
      this.owners.claim(read.documents, file.source, entries);
    } catch (error) {
      this.assertNotCancelled();
      // A file that has gone meanwhile is the next run's: then it is known whether its folder is still there.
      if (!isGone(error)) this.failures.push(indexFailure(file.id, error));
      this.owners.keep(former, file.source);
      this.doneBytes += file.size;
      return true;
    }
    const { documents, faults, lost, sha256 } = read;
    await this.putDocuments(documents, file, entries);
    const present = new Set(documents.map(({ id }) => id));
    const ids = former.filter((id) => !present.has(id));
    if (faults.length + lost.size > 0) {
      // Read again at every run until it is mended. What left it may be what cannot be read of it, and stays.
      this.failures.push(...faults.map((fault) => indexFailure(file.id, fault)));
      this.failures.push(...[...lost].map(([id, error]) => indexFailure(id, error)));
      this.owners.keep(ids, file.source);
      return true;
    }
    const source = { name: file.source, sha256 };
    if (ids.length > 0) this.departures.push({ source, ids });
    else this.batch.finished.push(source);
    return true;
  }

  private async putDocuments(
    documents: readonly Document[],
    file: FoundFile,
    entries: ReadonlyMap<string, LedgerEntry>,
  ): Promise<void> {
    const length = documents.reduce((sum, { text }) => sum + text.length, 0);
    let changed = 0;
    for (const document of documents) {
      const revision = revisionOf(document);
      const entry = entries.get(document.id);
      this.batch.bytes += length === 0 ? 0 : (file.size * document.text.length) / length;
      if (entry?.revision === revision) {
        if (entry.source !== file.source) this.batch.repoint.push({ id: document.id, source: file.source });
        continue;
      }
      changed++;
      if (entry) this.counts.updated++;
      else this.counts.added++;
      const same = await this.store.ledger.ofText(document.sha256);
      const prepared = prepareDocument(document, file.source, revision, same);
      this.batch.put.push(prepared);
      this.batch.passages += prepared.passages.length;
      if (this.batch.passages >= passagesABatch(this.embeddings)) await this.flush();
    }
    if (changed === 0) this.counts.unchanged++;
  }

  private async removeWhatLeft(gone: readonly string[]): Promise<void> {
    const remove = this.departures.flatMap(({ ids }) => ids).filter((id) => !this.owners.isClaimed(id));
    for (const name of gone) remove.push(...(await this.store.ledger.documentsOf(name)));
    this.counts.removed = remove.length;
    if (this.departures.length + gone.length === 0) return;
    const putSources = this.departures.map(({ source }) => source);
    await this.store.apply({ remove, putSources, removeSources: gone });
  }

  /** Embeds and stores the batch in one transaction. */
  private async flush(): Promise<void> {
    const { batch } = this;
    const { put, repoint, finished, bytes } = batch;
    if (put.length + repoint.length + finished.length === 0) return;
    this.assertNotCancelled();
    this.batch = emptyBatch();
    const { documents, embedded } = await embedDocuments(put, this.embeddings, (done) => {
      this.assertNotCancelled();
      if (done > 0) this.reportProgress(bytes * done);
    });
    this.state = await this.store.apply({
      put: documents,
      repoint,
      putSources: [...unfinishedSources(batch), ...finished],
      fingerprint: indexFingerprint(this.embeddings),
    });
    this.counts.embedded += embedded;
    this.doneBytes += bytes;
    this.reportProgress(0);
  }

  /** @param embeddedBytes of the batch that is being embedded */
  private reportProgress(embeddedBytes: number): void {
    this.options.onProgress?.({
      done: Math.min(Math.round(this.doneBytes + embeddedBytes), this.totalBytes),
      total: this.totalBytes,
      documents: this.state?.documents ?? 0,
      passages: this.state?.passages ?? 0,
      failed: this.failures.length,
    });
  }

  private assertNotCancelled(): void {
    if (this.options.signal?.aborted) throw cancelled();
  }
}
