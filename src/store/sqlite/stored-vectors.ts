import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { CitewellError } from '../../errors.js';
import { sha256OfFile } from '../../file-sha256.js';
import { vectorOf } from '../vector-bytes.js';
import { fileHash } from './file-hash.js';
import { type Extent, GraphMembers } from './graph-members.js';
import { type VectorsRow, vectorsChecksum } from './rows.js';
import { indexDamaged } from './sqlite-database.js';
import { StoreFacts } from './store-facts.js';
import { loadVectorFile, writeVectorFile } from './vector-file.js';
import { readVectorFileRecord, type VectorFileRecord, writeVectorFileRecord } from './vector-file-record.js';
import { VectorIndex } from './vector-index.js';

const VECTOR_FILE = 'passages.hnsw';
/** Adding a point takes about a millisecond: past so many, reading another process's file is the shorter wait. */
const PATCH_LIMIT = 500;

/**
 * The HNSW graph over the vectors that are in SQLite. It is derived: whatever is wrong with its file, the
 * vectors in SQLite make it anew.
 */
export class StoredVectors {
  private index: VectorIndex | undefined;
  /** The generation that `index` stands for. */
  private generation = -1;
  private fileIsUsable = false;
  /** SHA-256 of the file that was loaded last, or found to be unusable. */
  private loadedFile: string | undefined;
  /** Under way: it takes seconds and the memory of a graph, so that there is never more than one. */
  private loading: Promise<void> | undefined;
  private readonly facts: StoreFacts;
  private readonly selectVector: Database.Statement;
  private readonly members: GraphMembers;
  private readonly syncAlone: Database.Transaction<() => void>;
  /** What `index` was brought up to; undefined for one that comes from the file. */
  private extent: Extent | undefined;

  constructor(
    private readonly database: Database.Database,
    private readonly dataFolder: string,
  ) {
    this.facts = new StoreFacts(database);
    this.selectVector = database.prepare('SELECT vector, vector_checksum FROM vectors WHERE passage = ?');
    this.members = new GraphMembers(database);
    this.syncAlone = database.transaction(() => this.sync());
  }

  /**
   * Ids of the nearest passages with their cosines, nearest first.
   *
   * @throws CitewellError `index_incompatible`
   */
  nearest(vector: Float32Array, limit: number): Map<number, number> {
    if (!this.index) return new Map();
    const dimensions = this.index.graph.getNumDimensions();
    if (vector.length !== dimensions) {
      throw new CitewellError(
        'index_incompatible',
        `The question's vector has ${vector.length} dimensions, those of the index ${dimensions}: another embedding model made it. Run "citewell index" to make it anew.`,
        { found: dimensions, expected: vector.length },
      );
    }
    return this.index.nearest(vector, limit);
  }

  /** Takes the graph from the file where that spares work, then brings it to what is in SQLite now. */
  async refresh(): Promise<void> {
    for (;;) {
      // Looked at again after each wait: one loading serves all who came meanwhile, unless the store has moved on.
      const record = this.loading ? undefined : this.fileToLoad();
      if (record) {
        this.loading = this.load(record).finally(() => {
          this.loading = undefined;
        });
      }
      if (!this.loading) break;
      await this.loading;
    }
    this.syncAlone.deferred();
  }

  /** Adds what the graph lacks and deletes what has gone. Runs within the caller's transaction. */
  sync(): void {
    const generation = this.facts.generation();
    if (generation === this.generation) return;
    const dimensions = this.dimensions();
    if (this.index?.graph.getNumDimensions() !== dimensions) {
      this.index = undefined;
      this.extent = undefined;
    }
    if (dimensions !== undefined) {
      this.index ??= VectorIndex.empty(dimensions);
      this.extent = this.bringUpToDate(this.index, this.extent);
      const { needsCompaction, labels } = this.index;
      if (needsCompaction && labels.size <= PATCH_LIMIT) this.index = this.compacted(this.index);
    }
    this.generation = generation;
  }

  /** Looks at what has come; at everything only where something has gone, or nothing is known. */
  private bringUpToDate(index: VectorIndex, before: Extent | undefined): Extent {
    const added = before && this.members.addedSince(before);
    const ids = new Set(added ?? this.members.all());
    // hnswlib links a point to none that is deleted: were those deleted first, a change of everything would leave
    // points that no search reaches.
    for (const id of ids) if (!index.labels.has(id)) index.add(id, this.read(id));
    if (!added) for (const label of [...index.labels]) if (!ids.has(label)) index.remove(label);
    return this.members.extent();
  }

  /**
   * Writes the file if it is not that of the current generation. SQLite's write lock is held meanwhile, so
   * that two processes never write it at once and the record is always that of the file.
   *
   * @returns whether it was written
   * @throws CitewellError `storage_failed`
   */
  save(): boolean {
    return this.database
      .transaction(() => {
        this.sync();
        if (!this.index || (this.fileIsUsable && this.record()?.generation === this.generation)) return false;
        if (this.index.needsCompaction) this.index = this.compacted(this.index);
        const { graph, dead } = this.index;
        const sha256 = writeVectorFile(graph, join(this.dataFolder, VECTOR_FILE));
        const dimensions = graph.getNumDimensions();
        writeVectorFileRecord(this.database, { sha256, generation: this.generation, dimensions, dead });
        return true;
      })
      .immediate();
  }

  /** @returns undefined where what is in memory is as good, or is sooner brought up to date */
  private fileToLoad(): VectorFileRecord | undefined {
    const isCurrent = this.generation === this.facts.generation();
    // Whoever wrote last leaves a graph without deleted points.
    const needsCompaction = this.index?.needsCompaction === true;
    if (isCurrent && !needsCompaction) return undefined;
    const record = this.record();
    if (!record || record.sha256 === this.loadedFile || record.generation < this.generation) return undefined;
    if (record.dimensions !== this.dimensions()) return undefined;
    if (!this.index || needsCompaction) return record;
    const missing = this.members.all().filter((id) => !this.index?.labels.has(id));
    return missing.length > PATCH_LIMIT ? record : undefined;
  }

  private async load(record: VectorFileRecord): Promise<void> {
    // Before there is a graph there is nobody whom this thread could answer meanwhile.
    const hashOf = this.index ? fileHash : sha256OfFile;
    const loaded = await loadVectorFile(join(this.dataFolder, VECTOR_FILE), record, hashOf);
    this.loadedFile = record.sha256;
    this.fileIsUsable = loaded !== undefined;
    // A change of this process may have overtaken the file meanwhile.
    if (!loaded || record.generation < this.generation) return;
    this.index = loaded;
    this.extent = undefined;
    this.generation = record.generation;
  }

  private compacted({ graph, labels }: VectorIndex): VectorIndex {
    const index = VectorIndex.empty(graph.getNumDimensions());
    for (const label of labels) index.add(label, this.read(label));
    return index;
  }

  /** @throws CitewellError `index_damaged` where it is not what was stored */
  read(passageId: number): Float32Array {
    const row = this.selectVector.get(passageId) as
      | Pick<VectorsRow, 'vector' | 'vector_checksum'>
      | undefined;
    if (!row || vectorsChecksum(passageId, row.vector) !== row.vector_checksum) {
      throw indexDamaged(this.dataFolder, { finding: 'a vector' });
    }
    return vectorOf(row.vector);
  }

  private record(): VectorFileRecord | undefined {
    return readVectorFileRecord(this.facts.value('vector_file'));
  }

  private dimensions(): number | undefined {
    const blob = this.database.prepare('SELECT vector FROM vectors LIMIT 1').pluck().get() as
      | Buffer
      | undefined;
    return blob && blob.byteLength / Float32Array.BYTES_PER_ELEMENT;
  }
}
