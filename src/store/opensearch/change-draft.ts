import type { EmbeddedDocument, StoreChange } from '../knowledge-store.js';
import { wellFormed } from '../row-checksum.js';
import type { BulkWriter } from './bulk-writer.js';
import { passagesOf } from './embedded-document.js';
import { GraphTwins } from './graph-twins.js';
import type { EpochIndexes } from './index-layout.js';
import type { DocumentKeys, IndexState } from './index-state.js';
import type { RecordLookup } from './record-lookup.js';
import {
  documentRecord,
  type EntryRecord,
  embeddedPassage,
  nameOf,
  passageRecord,
  type SourceRecord,
  searchablePassage,
  termList,
  twinsOf,
} from './records.js';

/** Documents whose entries are looked up in one request. */
const LOOKED_UP_TOGETHER = 100;

/** What of the state a change moves. */
type Counts = Pick<IndexState, 'documents' | 'passages' | 'terms' | 'next' | 'dimensions'>;

/** Where a change writes to. */
export interface DraftTarget {
  readonly epoch: number;
  readonly indexes: EpochIndexes;
  readonly bulk: BulkWriter;
  /** Makes the index of the passages. @throws CitewellError `index_incompatible` for a length other than theirs */
  preparePassages(dimensions: number): Promise<void>;
}

/** One change as it is being written: nothing of it is seen before the state says so. */
export class ChangeDraft {
  readonly counts: { -readonly [Name in keyof Counts]: Counts[Name] };
  readonly supersededRecords: number[] = [];
  readonly supersededDocuments: DocumentKeys[] = [];
  /** What this change has put; undefined what it has removed. */
  private readonly entries = new Map<string, EntryRecord | undefined>();
  private readonly sources = new Map<string, SourceRecord | undefined>();
  private readonly graph: GraphTwins;

  /**
   * @param base what is there before; empty where all is cleared
   * @param first key of what is written
   */
  constructor(
    private readonly base: IndexState,
    first: number,
    private readonly lookup: RecordLookup,
    private readonly target: DraftTarget,
  ) {
    const { documents, passages, terms, dimensions } = base;
    this.counts = { documents, passages, terms, dimensions, next: first };
    this.graph = new GraphTwins(base, lookup, (entry) => this.isCurrent(entry));
  }

  /** In the order that the port's steps have. @throws CitewellError `storage_failed`, `index_incompatible` */
  async write({
    remove = [],
    put = [],
    repoint = [],
    removeSources = [],
    putSources = [],
  }: StoreChange): Promise<void> {
    for (const entry of await this.entriesOf(remove)) this.supersede(entry);
    for (const documents of inGroups(put, LOOKED_UP_TOGETHER)) await this.putDocuments(documents);
    await this.promoteTwins();
    await this.repoint(repoint);
    await this.replaceSources(removeSources, []);
    await this.replaceSources(
      putSources.map(({ name }) => name),
      putSources,
    );
    await this.target.bulk.finish();
  }

  private async putDocuments(documents: readonly EmbeddedDocument[]): Promise<void> {
    await this.entriesOf(documents.map(({ document }) => document.id));
    await this.graph.lookUp(documents.map(({ document }) => twinsOf(document)));
    for (const document of documents) {
      // One of the same id may have come before it in this change.
      const former = this.entries.get(nameOf(document.document.id));
      if (former) this.supersede(former);
      await this.putDocument(document);
    }
  }

  private async putDocument(embedded: EmbeddedDocument): Promise<void> {
    const { indexes, bulk } = this.target;
    const key = this.counts.next++;
    const record = documentRecord(embedded, key);
    await bulk.put(indexes.records, key, record);
    const firstPassage = this.counts.next + 1;
    const terms = embedded.passages.reduce((sum, passage) => sum + termList(passage.terms).length, 0);
    const twins = twinsOf(embedded.document);
    const inGraph = !this.graph.holds(twins);
    const entry = await this.putEntry({
      name: record.name,
      source: nameOf(embedded.source),
      id: wellFormed(embedded.document.id),
      sourceName: wellFormed(embedded.source),
      revision: embedded.revision,
      document: key,
      firstPassage,
      passages: embedded.passages.length,
      terms,
      twins,
      inGraph,
    });
    if (inGraph) this.graph.add(entry);
    for (const passage of embedded.passages) {
      const passageKey = this.counts.next++;
      if (this.counts.dimensions !== passage.vector.length)
        await this.target.preparePassages(passage.vector.length);
      this.counts.dimensions = passage.vector.length;
      await bulk.put(indexes.records, passageKey, passageRecord(passage, record, passageKey));
      await bulk.put(
        indexes.passages,
        passageKey,
        searchablePassage(passage, { document: key, key: passageKey, inGraph }),
      );
    }
    this.counts.documents++;
    this.counts.passages += embedded.passages.length;
    this.counts.terms += terms;
  }

  private async putEntry(fields: Omit<EntryRecord, 'kind' | 'key'>): Promise<EntryRecord> {
    const entry: EntryRecord = { kind: 'entry', key: this.counts.next++, ...fields };
    await this.target.bulk.put(this.target.indexes.records, entry.key, entry);
    this.entries.set(entry.name, entry);
    return entry;
  }

  /** Puts another of the same title and text into the graph where the one that was there leaves. */
  private async promoteTwins(): Promise<void> {
    // They are read as they are stored, what this change has put included.
    await this.target.bulk.finish();
    const { indexes, bulk, epoch } = this.target;
    for (const twin of await this.graph.successors([...this.entries.values()])) {
      this.supersededRecords.push(twin.key);
      const { kind: _kind, key: _key, ...fields } = twin;
      await this.putEntry({ ...fields, inGraph: true });
      for await (const { key, record } of passagesOf(this.lookup, { ...this.base, epoch }, twin)) {
        const passage = record && embeddedPassage(record);
        // One that is damaged is refused when it is quoted.
        if (!passage) continue;
        const searchable = searchablePassage(passage, { document: twin.document, key, inGraph: true });
        await bulk.put(indexes.passages, key, searchable);
      }
    }
  }

  /** Whether this change has neither replaced nor removed it so far. */
  private isCurrent({ name, key }: EntryRecord): boolean {
    return !this.entries.has(name) || this.entries.get(name)?.key === key;
  }

  private async repoint(moves: NonNullable<StoreChange['repoint']>): Promise<void> {
    const byName = new Map(
      (await this.entriesOf(moves.map(({ id }) => id))).map((entry) => [entry.name, entry]),
    );
    for (const { id, source } of moves) {
      const entry = byName.get(nameOf(id));
      if (!entry) continue;
      this.supersededRecords.push(entry.key);
      const { kind: _kind, key: _key, ...fields } = entry;
      await this.putEntry({ ...fields, source: nameOf(source), sourceName: wellFormed(source) });
    }
  }

  private async replaceSources(
    removed: readonly string[],
    put: NonNullable<StoreChange['putSources']>,
  ): Promise<void> {
    const names = removed.map(nameOf);
    const unknown = names.filter((name) => !this.sources.has(name));
    for (const record of await this.lookup.named<SourceRecord>(this.base, 'source', unknown)) {
      this.sources.set(record.name, record);
    }
    for (const name of names) {
      const former = this.sources.get(name);
      if (former) this.supersededRecords.push(former.key);
      this.sources.set(name, undefined);
    }
    for (const { name, sha256 } of put) {
      const former = this.sources.get(nameOf(name));
      if (former) this.supersededRecords.push(former.key);
      const key = this.counts.next++;
      const record: SourceRecord = {
        kind: 'source',
        key,
        name: nameOf(name),
        sourceName: wellFormed(name),
        sha256,
      };
      await this.target.bulk.put(this.target.indexes.records, key, record);
      this.sources.set(record.name, record);
    }
  }

  /** Those that are there, with what this change has done to them so far. */
  private async entriesOf(ids: readonly string[]): Promise<EntryRecord[]> {
    const names = [...new Set(ids.map(nameOf))];
    const unknown = names.filter((name) => !this.entries.has(name));
    for (const entry of await this.lookup.named<EntryRecord>(this.base, 'entry', unknown)) {
      this.entries.set(entry.name, entry);
    }
    return names.flatMap((name) => this.entries.get(name) ?? []);
  }

  private supersede(entry: EntryRecord): void {
    const { name, key, document, firstPassage, passages, terms } = entry;
    this.supersededRecords.push(key);
    this.supersededDocuments.push([document, firstPassage, passages]);
    this.counts.documents--;
    this.counts.passages -= passages;
    this.counts.terms -= terms;
    this.entries.set(name, undefined);
    if (entry.inGraph) this.graph.remove(entry);
  }
}

function* inGroups<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let group: Item[] = [];
  for (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
