import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import {
  type Catalogue,
  type CitableDocument,
  MOST_COPIES,
  type StoredDocument,
  type StoredPassage,
  type StoreState,
} from '../knowledge-store.js';
import { wellFormed } from '../row-checksum.js';
import { DatabaseFile } from './database-file.js';
import { KeptReads } from './kept-reads.js';
import {
  citableDocumentOf,
  DOCUMENT_COLUMNS,
  type DocumentRow,
  documentChecksum,
  documentOf,
  type PassageRow,
  passageChecksum,
  passageOf,
  vectorsChecksum,
} from './rows.js';
import { guarded, indexDamaged } from './sqlite-database.js';
import { StoreFacts } from './store-facts.js';

/** A passage with its sentences' vectors. */
type QuotableRow = PassageRow & { readonly vectors: Buffer; readonly vectors_checksum: number };

type DocumentWithCopies = Pick<StoredPassage, 'document' | 'copies'>;

/** Some 15 kB each, most of it vectors of sentences: those that questions of a while are answered from. */
const KEPT_PASSAGES = 500;
/** Some 500 bytes each, and as much for each copy. */
const KEPT_DOCUMENTS = 500;

/** Reads of the SQLite store that search nothing. No row is given out that is not what was stored. */
export class SqliteCatalogue implements Catalogue {
  private readonly facts: StoreFacts;
  private readonly selectPage: Database.Statement;
  private readonly selectDocument: Database.Statement;
  private readonly selectByKey: Database.Statement;
  private readonly selectCopies: Database.Statement;
  private readonly selectPassage: Database.Statement;
  private readonly file: DatabaseFile;
  private readonly keptDocuments: KeptReads<number, DocumentWithCopies>;
  private readonly keptPassages: KeptReads<number, StoredPassage>;
  private readonly readPassages: Database.Transaction<KeptReads<number, StoredPassage>['of']>;

  constructor(
    database: Database.Database,
    private readonly dataFolder: string,
  ) {
    this.file = new DatabaseFile(dataFolder);
    this.facts = new StoreFacts(database);
    this.selectPage = database.prepare(
      `SELECT ${DOCUMENT_COLUMNS} FROM documents WHERE id > ? ORDER BY id LIMIT ?`,
    );
    this.selectDocument = database.prepare(`SELECT ${DOCUMENT_COLUMNS}, text FROM documents WHERE id = ?`);
    this.selectByKey = database.prepare(`SELECT ${DOCUMENT_COLUMNS} FROM documents WHERE key = ?`);
    this.selectCopies = database.prepare(
      `SELECT ${DOCUMENT_COLUMNS} FROM documents WHERE sha256 = ? AND id <> ? ORDER BY id LIMIT ${MOST_COPIES}`,
    );
    this.selectPassage = database.prepare(
      `SELECT passages.*, vectors.sentences AS vectors, vectors.sentences_checksum AS vectors_checksum
       FROM passages JOIN vectors ON vectors.passage = passages.id WHERE passages.id = ?`,
    );
    this.keptDocuments = new KeptReads(database, KEPT_DOCUMENTS, (key) => this.readDocument(key));
    this.keptPassages = new KeptReads(database, KEPT_PASSAGES, (id) => this.readPassage(id));
    this.readPassages = database.transaction((ids) => this.keptPassages.of(ids));
  }

  async state(): Promise<StoreState> {
    return guarded(this.dataFolder, () => {
      this.file.assertInPlace();
      return this.facts.state();
    });
  }

  async documents({ after = '', limit }: { after?: string; limit: number }): Promise<StoredDocument[]> {
    return guarded(this.dataFolder, () =>
      (this.selectPage.all(after, limit) as DocumentRow[]).map((row) => this.documentOf(row)),
    );
  }

  async document(id: string): Promise<(StoredDocument & { readonly text: string }) | undefined> {
    return guarded(this.dataFolder, () => {
      const found = this.selectDocument.get(wellFormed(id)) as (DocumentRow & { text: string }) | undefined;
      if (!found) return undefined;
      const { text, ...row } = found;
      const document = this.documentOf(row);
      if (createHash('sha256').update(text, 'utf8').digest('hex') !== document.sha256) {
        throw indexDamaged(this.dataFolder, { finding: `the text of ${id}` });
      }
      return { ...document, text };
    });
  }

  async passages(ids: readonly number[]): Promise<StoredPassage[]> {
    // One read transaction: no passage is of another generation than the rest.
    return guarded(this.dataFolder, () => [...this.readPassages.deferred(ids).values()]);
  }

  private readPassage(id: number): StoredPassage | undefined {
    const row = this.selectPassage.get(id) as QuotableRow | undefined;
    if (!row) return undefined;
    const document = this.keptDocuments.of([row.document]).get(row.document);
    if (!document) throw indexDamaged(this.dataFolder, { finding: 'a passage without a document' });
    return this.passageOf(row, document);
  }

  private readDocument(key: number): DocumentWithCopies | undefined {
    const row = this.selectByKey.get(key) as DocumentRow | undefined;
    if (!row) return undefined;
    const copies = this.selectCopies.all(row.sha256, row.id) as DocumentRow[];
    return { document: this.citable(row), copies: copies.map((copy) => this.citable(copy)) };
  }

  private citable(row: DocumentRow): CitableDocument {
    this.assertSound(row);
    return citableDocumentOf(row);
  }

  private documentOf(row: DocumentRow): StoredDocument {
    this.assertSound(row);
    return documentOf(row);
  }

  private assertSound(row: DocumentRow): void {
    if (documentChecksum(row) === row.checksum) return;
    throw indexDamaged(this.dataFolder, { finding: 'the record of a document' });
  }

  private passageOf(
    { vectors, vectors_checksum, ...row }: QuotableRow,
    { document, copies }: DocumentWithCopies,
  ): StoredPassage {
    if (
      passageChecksum(row, document.sha256) !== row.checksum ||
      vectorsChecksum(row.id, vectors) !== vectors_checksum
    ) {
      throw indexDamaged(this.dataFolder, { finding: `a passage of ${document.id}` });
    }
    return passageOf(row, document, vectors, copies);
  }
}
