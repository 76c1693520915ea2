import type { Document } from '../documents/document.js';
import { CitewellError } from '../errors.js';
import { isUnowned } from '../store/folder-sources.js';
import type { LedgerEntry } from '../store/knowledge-store.js';

/**
 * Which file each document of a run comes from: an id belongs to one file. Documents may move between files
 * in one run, in whatever order the files are read.
 */
export class DocumentOwners {
  private readonly owners = new Map<string, string>();
  /** Sources that are gone or have been read: what they do not claim is free. */
  private readonly settled: Set<string>;

  /**
   * @param gone sources whose files are gone
   * @param changed sources that this run reads
   */
  constructor(
    gone: readonly string[],
    private readonly changed: ReadonlySet<string>,
  ) {
    this.settled = new Set(gone);
  }

  /** True where a source that is still to be read may yet let go of one of the documents. */
  mustWait(
    documents: readonly Document[],
    source: string,
    entries: ReadonlyMap<string, LedgerEntry>,
  ): boolean {
    return documents.some(({ id }) => {
      const stored = entries.get(id)?.source;
      if (stored === undefined || stored === source || this.owners.has(id)) return false;
      return this.changed.has(stored) && !this.settled.has(stored);
    });
  }

  /** @throws CitewellError `duplicate_document` where another file has one of the documents */
  claim(documents: readonly Document[], source: string, entries: ReadonlyMap<string, LedgerEntry>): void {
    for (const { id } of documents) {
      const stored = entries.get(id)?.source;
      const isFree =
        stored === undefined || isUnowned(stored) || this.settled.has(stored) || this.changed.has(stored);
      const owner = this.owners.get(id) ?? (isFree ? source : stored);
      if (owner === source) continue;
      throw new CitewellError(
        'duplicate_document',
        `The document id "${id}" is in ${source} and in ${owner}. Rename one, or index their common parent folder.`,
        { id, first: owner, second: source },
      );
    }
    for (const { id } of documents) this.owners.set(id, source);
    this.settled.add(source);
  }

  /** A file that was not read keeps what was known of it, unless another file has it now. */
  keep(ids: readonly string[], source: string): void {
    for (const id of ids) if (!this.owners.has(id)) this.owners.set(id, source);
    this.settled.add(source);
  }

  isClaimed(id: string): boolean {
    return this.owners.has(id);
  }
}
