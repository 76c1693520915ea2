import type { Document } from '../documents/document.js';
import type { FingerprintedEmbeddings } from '../embedding/fingerprinted-embeddings.js';
import { CitewellError } from '../errors.js';
import type { KnowledgeStore, Source } from '../store/knowledge-store.js';
import {
  embedDocuments,
  indexFingerprint,
  type PreparedDocument,
  prepareDocument,
  revisionOf,
} from './embed-document.js';
import { type IndexFailure, type IndexProgress, type IndexReport, indexFailure } from './index-report.js';
import { type ChangedFile, planIndexing, readSourceBytes } from './indexing-plan.js';

/** The longest text of one document, in UTF-16 code units: some hours of embedding on two cores. */
const LONGEST_DOCUMENT = 25_000_000;
/** Texts embedded and stored together: some seconds of work, which is what an interruption loses. */
const TEXTS_A_BATCH = 512;

export interface IndexOptions {
  /** What ids are relative to. */
  readonly knowledgeFolder: string;
  readonly onProgress?: (progress: IndexProgress) => void;
  readonly signal?: AbortSignal;
}

/** What waits to be embedded and stored in one transaction. */
interface Batch {
  readonly put: PreparedDocument[];
  readonly remove: string[];
  readonly finished: Source[];
  texts: number;
  bytes: number;
}

/** Brings a store to what the files say: read → split → embed → store, for what changed only. */
export class Indexer {
  private batch = emptyBatch();
  private readonly failures: IndexFailure[] = [];
  private readonly owners = new Map<string, string>();
  private gone: ReadonlySet<string> = new Set();
  private clear = false;
  private totalBytes = 0;
  private doneBytes = 0;
  private readonly counts = { added: 0, updated: 0, removed: 0, unchanged: 0, skipped: 0, embedded: 0 };

  constructor(
    private readonly store: KnowledgeStore,
    private readonly embeddings: FingerprintedEmbeddings,
    private readonly options: IndexOptions,
  ) {}

  /**
   * Indexes the files below `paths` and removes what came from them before and is gone. A file that cannot be
   * read is listed among the failures and does not stop the others; what was known of it stays.
   *
   * @throws CitewellError `knowledge_missing`, `knowledge_empty`, `storage_failed`, `cancelled`
   */
  async run(paths: readonly string[]): Promise<IndexReport> {
    const startedAt = performance.now();
    const before = await this.store.catalogue.state();
    this.clear = before.fingerprint !== indexFingerprint(this.embeddings);
    const plan = await planIndexing(paths, this.options.knowledgeFolder, this.store.ledger, this.clear);
    this.gone = new Set(plan.gone);
    this.failures.push(...plan.failures);
    this.counts.unchanged = plan.unchanged;
    this.counts.skipped = plan.skipped;
    this.totalBytes = plan.changed.reduce((sum, { size }) => sum + size, 0);
    for (const file of plan.changed) await this.indexFile(file);
    await this.removeSources(plan.gone);
    await this.flush();
    const { generation, documents, passages } = await this.store.catalogue.state();
    return {
      generation,
      documents,
      passages,
      ...this.counts,
      failures: this.failures,
      milliseconds: performance.now() - startedAt,
    };
  }

  private async indexFile(file: ChangedFile): Promise<void> {
    let documents: Document[];
    try {
      documents = await file.reader.read({
        id: file.id,
        path: file.path,
        bytes: await readSourceBytes(file),
      });
      await this.assertAcceptable(documents, file);
    } catch (error) {
      this.failures.push(indexFailure(file.id, error));
      this.doneBytes += file.size;
      return;
    }
    const entries = this.clear ? new Map() : await this.store.ledger.entries(documents.map(({ id }) => id));
    const length = documents.reduce((sum, { text }) => sum + text.length, 0);
    let changed = 0;
    for (const document of documents) {
      const revision = revisionOf(document);
      const entry = entries.get(document.id);
      this.batch.bytes += length === 0 ? 0 : (file.size * document.text.length) / length;
      if (entry?.revision === revision && entry.source === file.source) continue;
      changed++;
      if (entry) this.counts.updated++;
      else this.counts.added++;
      const prepared = prepareDocument(document, file.source, revision);
      this.batch.put.push(prepared);
      this.batch.texts += prepared.texts.length;
      if (this.batch.texts >= TEXTS_A_BATCH) await this.flush();
    }
    if (changed === 0) this.counts.unchanged++;
    const present = new Set(documents.map(({ id }) => id));
    const former = this.clear ? [] : await this.store.ledger.documentsOf(file.source);
    this.remove(former.filter((id) => !present.has(id)));
    this.batch.finished.push({ name: file.source, sha256: file.sha256 });
  }

  private async assertAcceptable(documents: readonly Document[], file: ChangedFile): Promise<void> {
    const entries = await this.store.ledger.entries(documents.map(({ id }) => id));
    for (const { id, text } of documents) {
      if (text.length > LONGEST_DOCUMENT) {
        throw new CitewellError(
          'file_too_large',
          `The text of ${id} has ${text.length} characters; a document may have ${LONGEST_DOCUMENT}. Split it.`,
          { id, length: text.length, limit: LONGEST_DOCUMENT },
        );
      }
      const stored = this.clear ? undefined : entries.get(id)?.source;
      const owner =
        this.owners.get(id) ?? (stored !== undefined && !this.gone.has(stored) ? stored : file.source);
      if (owner !== file.source) {
        throw new CitewellError(
          'duplicate_document',
          `The document id "${id}" is in ${file.source} and in ${owner}. Rename one, or index their common parent folder.`,
          { id, first: owner, second: file.source },
        );
      }
    }
    for (const { id } of documents) this.owners.set(id, file.source);
  }

  private async removeSources(names: readonly string[]): Promise<void> {
    if (this.clear || names.length === 0) return;
    await this.flush();
    for (const name of names) this.remove(await this.store.ledger.documentsOf(name));
    await this.store.apply({ remove: this.batch.remove.splice(0), removeSources: names });
  }

  private remove(ids: readonly string[]): void {
    this.counts.removed += ids.length;
    this.batch.remove.push(...ids);
  }

  /** Embeds and stores the batch in one transaction; an index of another fingerprint is emptied in the first. */
  private async flush(): Promise<void> {
    const { put, remove, finished, texts, bytes } = this.batch;
    if (put.length + remove.length + finished.length === 0) return;
    if (this.options.signal?.aborted) {
      throw new CitewellError('cancelled', 'Indexing was interrupted; what was finished is kept.');
    }
    this.batch = emptyBatch();
    const embedded = await embedDocuments(put, this.embeddings);
    const state = await this.store.apply({
      put: embedded,
      remove,
      putSources: finished,
      ...(this.clear && { clear: true, fingerprint: indexFingerprint(this.embeddings) }),
    });
    this.clear = false;
    this.counts.embedded += texts;
    this.doneBytes += bytes;
    this.options.onProgress?.({
      done: Math.min(Math.round(this.doneBytes), this.totalBytes),
      total: this.totalBytes,
      documents: state.documents,
      passages: state.passages,
      failed: this.failures.length,
    });
  }
}

function emptyBatch(): Batch {
  return { put: [], remove: [], finished: [], texts: 0, bytes: 0 };
}
