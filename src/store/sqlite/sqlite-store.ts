import type Database from 'better-sqlite3';
import type {
  Catalogue,
  KnowledgeStore,
  Ledger,
  StoreChange,
  StoreFindings,
  StoreQuery,
  StoreState,
  Vocabulary,
} from '../knowledge-store.js';
import { checkDatabase } from './check-database.js';
import { DeferredVerification } from './deferred-verification.js';
import { LexicalSearch } from './lexical-search.js';
import { PassageFrequencies } from './passage-frequencies.js';
import { PassageSearch } from './passage-search.js';
import { readSeal, sealFile, writeSeal } from './seal.js';
import { SqliteCatalogue } from './sqlite-catalogue.js';
import { guarded, openDatabase, storageError, storeExists } from './sqlite-database.js';
import { SqliteLedger } from './sqlite-ledger.js';
import { SqliteVocabulary } from './sqlite-vocabulary.js';
import { StoreFacts } from './store-facts.js';
import { StoredVectors } from './stored-vectors.js';
import { Writer } from './writer.js';

export type SqliteStoreOptions =
  | {
      /**
       * Whether closing brings the vector file to what the store holds, and seals the file: true by default, false for
       * one that only answers, whose end should neither wait for it nor fail by it.
       */
      readonly savesVectors?: boolean;
      readonly onDoubt?: never;
    }
  | {
      /**
       * Opens a file that was verified before, and is the same by what the system says of it, without reading it, and
       * verifies it once the start is over. Called where it is not what it was taken for: the store is then to be
       * opened anew, which looks through it. Such a store saves no vectors and seals nothing: what was not read is
       * never said to be sound.
       */
      readonly onDoubt: () => void;
      readonly savesVectors?: never;
    };

/**
 * The default store: one SQLite file is the truth (documents, passages, vectors, lexical index), the HNSW
 * graph beside it is derived. Several stores, in several processes, may be open on one folder: each notices
 * what the others wrote at its next search.
 */
export class SqliteStore implements KnowledgeStore {
  readonly catalogue: Catalogue;
  readonly vocabulary: Vocabulary;
  readonly ledger: Ledger;
  private readonly writer: Writer;
  private readonly vectors: StoredVectors;
  private readonly facts: StoreFacts;
  private readonly passageSearch: PassageSearch;
  private verification: DeferredVerification | undefined;

  private constructor(
    private readonly database: Database.Database,
    private readonly dataFolder: string,
    private readonly savesVectors: boolean,
    /** Whether the file is, byte for byte, the one that the seal speaks of. */
    private sealed: boolean,
  ) {
    this.catalogue = new SqliteCatalogue(database, dataFolder);
    const frequencies = new PassageFrequencies(database);
    this.vocabulary = new SqliteVocabulary(database, dataFolder, frequencies);
    this.ledger = new SqliteLedger(database, dataFolder);
    this.writer = new Writer(database);
    this.vectors = new StoredVectors(database, dataFolder);
    const lexical = new LexicalSearch(database, frequencies);
    this.passageSearch = new PassageSearch(database, this.vectors, lexical);
    this.facts = new StoreFacts(database);
  }

  /** @throws CitewellError `storage_failed`, `index_damaged`, `index_incompatible` */
  static async open(
    dataFolder: string,
    { onDoubt, savesVectors = onDoubt === undefined }: SqliteStoreOptions = {},
  ): Promise<SqliteStore> {
    // Before the database is opened, which another process may be writing to: the seal is then never ahead of it.
    const seal = storeExists(dataFolder) ? readSeal(dataFolder) : undefined;
    const database = openDatabase(dataFolder);
    try {
      const { isSealed, remembered } = await checkDatabase(database, dataFolder, seal, onDoubt !== undefined);
      const store = new SqliteStore(database, dataFolder, savesVectors, isSealed);
      await store.vectors.refresh();
      if (onDoubt && remembered) {
        store.verification = new DeferredVerification(dataFolder, remembered, onDoubt);
      }
      return store;
    } catch (error) {
      database.close();
      throw storageError(error, dataFolder);
    }
  }

  async apply(change: StoreChange): Promise<StoreState> {
    guarded(this.dataFolder, () => {
      this.sealed = false;
      this.database.transaction(() => this.writer.write(change)).immediate();
      writeSeal(this.dataFolder, { generation: this.facts.generation() });
      this.database.transaction(() => this.vectors.sync()).deferred();
    });
    return this.catalogue.state();
  }

  async search(query: StoreQuery): Promise<StoreFindings> {
    try {
      return await this.passageSearch.search(query);
    } catch (error) {
      throw storageError(error, this.dataFolder);
    }
  }

  async close(): Promise<void> {
    try {
      await this.verification?.stop();
      if (this.savesVectors) await this.save();
    } finally {
      this.database.close();
    }
  }

  private async save(): Promise<void> {
    const saved = guarded(this.dataFolder, () => this.vectors.save());
    if (this.sealed && !saved) return;
    guarded(this.dataFolder, () => this.database.pragma('wal_checkpoint(TRUNCATE)'));
    await sealFile(this.dataFolder, this.facts.generation());
  }
}
