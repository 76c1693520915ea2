import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { CitewellError } from '../../errors.js';
import { checksumOf } from '../row-checksum.js';
import { vectorOf } from '../vector-bytes.js';
import { type Extent, GraphMembers } from './graph-members.js';
import { type VectorsRow, vectorsChecksum } from './rows.js';
import { indexDamaged } from './sqlite-database.js';
import { loadVectorFile, type VectorFileRecord, writeVectorFile } from './vector-file.js';
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
  private readonly selectGeneration: Database.Statement;
  private readonly selectVector: Database.Statement;
  private readonly members: GraphMembers;
  /** What `index` was brought up to; undefined for one that comes from the file. */
  private extent: Extent | undefined;

  constructor(
    private readonly database: Database.Database,
    private readonly dataFolder: string,
  ) {
    this.selectGeneration = database.prepare("SELECT value FROM facts WHERE name = 'generation'").pluck();
    this.selectVector = database.prepare('SELECT vector, vector_checksum FROM vectors WHERE passage = ?');
    this.members = new GraphMembers(database);
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

  /** Cosine of unit vectors: their dot product. */
  cosine(passageId: number, vector: Float32Array): number {
    const stored = this.read(passageId);
    let sum = 0;
    for (let component = 0; component < stored.length; component++) {
      sum += (stored[component] ?? 0) * (vector[component] ?? 0);
    }
    return sum;
  }

  /** Takes the graph from the file where that spares work, then brings it to what is in SQLite now. */
  async refresh(): Promise<void> {
    if (this.generation === this.selectGeneration.get()) {
      // Whoever wrote last has written a graph without deleted points by now.
      if (this.index?.needsCompaction && this.record()?.sha256 !== this.loadedFile) await this.load();
      return;
    }
    const missing = this.members.all().filter((id) => !this.index?.labels.has(id));
    if (!this.index || missing.length > PATCH_LIMIT || this.index.needsCompaction) await this.load();
    this.database.transaction(() => this.sync()).deferred();
  }

  /** Adds what the graph lacks and deletes what has gone. Runs within the caller's transaction. */
  sync(): void {
    const generation = this.selectGeneration.get() as number;
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
        const record: VectorFileRecord = { sha256, generation: this.generation, dimensions, dead };
        this.database
          .prepare("INSERT OR REPLACE INTO facts (name, value) VALUES ('vector_file', ?)")
          .run(sealedRecord(record));
        return true;
      })
      .immediate();
  }

  private async load(): Promise<void> {
    const record = this.record();
    if (!record || record.dimensions !== this.dimensions() || record.generation < this.generation) return;
    this.loadedFile = record.sha256;
    const loaded = await loadVectorFile(join(this.dataFolder, VECTOR_FILE), record);
    this.fileIsUsable = loaded !== undefined;
    if (!loaded) return;
    this.index = loaded;
    this.extent = undefined;
    this.generation = record.generation;
  }

  private compacted({ graph, labels }: VectorIndex): VectorIndex {
    const index = VectorIndex.empty(graph.getNumDimensions());
    for (const label of labels) index.add(label, this.read(label));
    return index;
  }

  private read(passageId: number): Float32Array {
    const row = this.selectVector.get(passageId) as
      | Pick<VectorsRow, 'vector' | 'vector_checksum'>
      | undefined;
    if (!row || vectorsChecksum(passageId, row.vector) !== row.vector_checksum) {
      throw indexDamaged(this.dataFolder, { finding: 'a vector' });
    }
    return vectorOf(row.vector);
  }

  private dimensions(): number | undefined {
    const blob = this.database.prepare('SELECT vector FROM vectors LIMIT 1').pluck().get() as
      | Buffer
      | undefined;
    return blob && blob.byteLength / Float32Array.BYTES_PER_ELEMENT;
  }

  private record(): VectorFileRecord | undefined {
    const sealed = this.database.prepare("SELECT value FROM facts WHERE name = 'vector_file'").pluck().get();
    return typeof sealed === 'string' ? readRecord(sealed) : undefined;
  }
}

/** With its checksum in front: a wrong list of deleted labels would bring back what was removed. */
function sealedRecord(record: VectorFileRecord): string {
  const json = JSON.stringify(record);
  return `${checksumOf([json])} ${json}`;
}

/** @returns undefined where it is damaged, as where there is none: the graph is then made anew */
function readRecord(sealed: string): VectorFileRecord | undefined {
  const json = sealed.slice(sealed.indexOf(' ') + 1);
  return sealed === `${checksumOf([json])} ${json}` ? (JSON.parse(json) as VectorFileRecord) : undefined;
}
