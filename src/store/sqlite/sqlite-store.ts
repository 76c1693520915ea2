import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type {
  Candidate,
  Catalogue,
  KnowledgeStore,
  Ledger,
  StoreChange,
  StoreFindings,
  StoreQuery,
  StoreState,
} from '../knowledge-store.js';
import { vectorOf } from './rows.js';
import { SqliteCatalogue } from './sqlite-catalogue.js';
import { openDatabase, storageError } from './sqlite-database.js';
import { SqliteLedger } from './sqlite-ledger.js';
import { type VectorFileRecord, vectorFileHash, writeVectorFile } from './vector-file.js';
import { VectorIndex } from './vector-index.js';
import { Writer } from './writer.js';

const VECTOR_FILE = 'passages.hnsw';

/**
 * The default store: one SQLite file is the truth (documents, passages, vectors, lexical index), the HNSW
 * graph beside it is derived. Several stores, in several processes, may be open on one folder: each notices
 * what the others wrote at its next search.
 */
export class SqliteStore implements KnowledgeStore {
  readonly catalogue: Catalogue;
  readonly ledger: Ledger;
  private readonly writer: Writer;
  private readonly selectGeneration: Database.Statement;
  private readonly selectLexical: Database.Statement;
  private readonly selectFrequency: Database.Statement;
  private readonly selectVector: Database.Statement;
  private vectors: VectorIndex | undefined;
  /** The generation that `vectors` stands for. */
  private vectorGeneration = -1;
  private changed = false;

  private constructor(
    private readonly database: Database.Database,
    private readonly dataFolder: string,
  ) {
    this.catalogue = new SqliteCatalogue(database);
    this.ledger = new SqliteLedger(database);
    this.writer = new Writer(database);
    this.selectGeneration = database.prepare("SELECT value FROM facts WHERE name = 'generation'").pluck();
    // Only the full-text match and its rank: joined conditions can make FTS5 abandon its index.
    this.selectLexical = database.prepare(
      'SELECT rowid AS passage, -bm25(lexicon) AS bm25 FROM lexicon WHERE lexicon MATCH ? ORDER BY rank LIMIT ?',
    );
    this.selectFrequency = database.prepare('SELECT doc FROM vocabulary WHERE term = ?').pluck();
    this.selectVector = database.prepare('SELECT vector FROM vectors WHERE passage = ?').pluck();
  }

  /** @throws CitewellError `storage_failed`, `index_damaged`, `index_incompatible` */
  static async open(dataFolder: string): Promise<SqliteStore> {
    const store = new SqliteStore(openDatabase(dataFolder), dataFolder);
    try {
      await store.loadVectors();
    } catch (error) {
      store.database.close();
      throw storageError(error, dataFolder);
    }
    return store;
  }

  async apply(change: StoreChange): Promise<StoreState> {
    try {
      this.database.transaction(() => this.writer.write(change)).immediate();
    } catch (error) {
      throw storageError(error, this.dataFolder);
    }
    this.changed = true;
    return this.catalogue.state();
  }

  async search(query: StoreQuery): Promise<StoreFindings> {
    try {
      // One read transaction: a change by another process cannot come between the two searches.
      return this.database.transaction(() => this.searchNow(query)).deferred();
    } catch (error) {
      throw storageError(error, this.dataFolder);
    }
  }

  async close(): Promise<void> {
    try {
      if (this.changed) await this.saveVectors();
    } finally {
      this.database.close();
    }
  }

  private searchNow({ vector, stems, limit }: StoreQuery): StoreFindings {
    const generation = this.selectGeneration.get() as number;
    if (generation !== this.vectorGeneration) this.syncVectors();
    const lexical = new Map<number, number>();
    if (stems.length > 0) {
      const rows = this.selectLexical.all(matchAny(stems), limit) as { passage: number; bm25: number }[];
      for (const { passage, bm25 } of rows) lexical.set(passage, bm25);
    }
    const dense = vector ? (this.vectors?.nearest(vector, limit) ?? []) : [];
    const candidates: Candidate[] = [...new Set([...dense, ...lexical.keys()])].map((passageId) => ({
      passageId,
      cosine: vector ? this.cosine(passageId, vector) : 0,
      bm25: lexical.get(passageId) ?? 0,
    }));
    return {
      generation,
      candidates,
      passageFrequencies: new Map(
        stems.map((stem) => [stem, (this.selectFrequency.get(stem) as number) ?? 0]),
      ),
      passageCount: this.vectors?.labels.size ?? 0,
    };
  }

  private cosine(passageId: number, vector: Float32Array): number {
    const stored = vectorOf(this.selectVector.get(passageId) as Buffer);
    let sum = 0;
    for (let component = 0; component < stored.length; component++) {
      sum += (stored[component] ?? 0) * (vector[component] ?? 0);
    }
    return sum;
  }

  private async loadVectors(): Promise<void> {
    const record = this.fact<VectorFileRecord>('vector_file');
    const dimensions = this.dimensions();
    if (record && dimensions !== undefined) {
      const file = join(this.dataFolder, VECTOR_FILE);
      if ((await vectorFileHash(file)) === record.sha256) {
        this.vectors = VectorIndex.load(file, dimensions, record.dead);
      }
    }
    this.database.transaction(() => this.syncVectors()).deferred();
  }

  /** Brings the graph to the passages that are in SQLite now: adds what it lacks, deletes what has gone. */
  private syncVectors(): void {
    const dimensions = this.dimensions();
    const ids = new Set(this.database.prepare('SELECT passage FROM vectors').pluck().all() as number[]);
    this.vectorGeneration = this.selectGeneration.get() as number;
    if (dimensions === undefined) {
      this.vectors = undefined;
      return;
    }
    if (this.vectors?.graph.getNumDimensions() !== dimensions) this.vectors = undefined;
    let vectors = this.vectors ?? VectorIndex.empty(dimensions);
    for (const label of [...vectors.labels]) if (!ids.has(label)) vectors.remove(label);
    if (vectors.needsCompaction) vectors = VectorIndex.empty(dimensions);
    for (const id of ids) {
      if (!vectors.labels.has(id)) vectors.add(id, vectorOf(this.selectVector.get(id) as Buffer));
    }
    this.vectors = vectors;
  }

  private async saveVectors(): Promise<void> {
    this.database.transaction(() => this.syncVectors()).deferred();
    if (!this.vectors) return;
    const generation = this.vectorGeneration;
    const sha256 = await writeVectorFile(this.vectors.graph, join(this.dataFolder, VECTOR_FILE));
    const record: VectorFileRecord = { sha256, generation, dead: this.vectors.dead };
    this.database
      .prepare("INSERT OR REPLACE INTO facts (name, value) VALUES ('vector_file', ?)")
      .run(JSON.stringify(record));
    this.changed = false;
  }

  private dimensions(): number | undefined {
    const blob = this.database.prepare('SELECT vector FROM vectors LIMIT 1').pluck().get() as
      | Buffer
      | undefined;
    return blob && blob.byteLength / Float32Array.BYTES_PER_ELEMENT;
  }

  private fact<Value>(name: string): Value | undefined {
    const json = this.database.prepare('SELECT value FROM facts WHERE name = ?').pluck().get(name);
    return typeof json === 'string' ? (JSON.parse(json) as Value) : undefined;
  }
}

/** Every stem quoted, so that none is an operator; any of them may match. */
function matchAny(stems: readonly string[]): string {
  return stems.map((stem) => `"${stem.replaceAll('"', '""')}"`).join(' OR ');
}
