import type Database from 'better-sqlite3';
import type { Catalogue, StoredDocument, StoredPassage, StoreState } from '../knowledge-store.js';
import { DOCUMENT_COLUMNS, type DocumentRow, documentOf, type PassageRow, passageOf } from './rows.js';
import { guarded } from './sqlite-database.js';

/** Reads of the SQLite store that search nothing. */
export class SqliteCatalogue implements Catalogue {
  private readonly selectFacts: Database.Statement;
  private readonly selectPage: Database.Statement;
  private readonly selectDocument: Database.Statement;
  private readonly selectByKey: Database.Statement;
  private readonly selectPassage: Database.Statement;

  constructor(
    private readonly database: Database.Database,
    private readonly dataFolder: string,
  ) {
    this.selectFacts = database.prepare(
      `SELECT (SELECT value FROM facts WHERE name = 'generation') AS generation,
              (SELECT value FROM facts WHERE name = 'fingerprint') AS fingerprint,
              (SELECT count(*) FROM documents) AS documents,
              (SELECT count(*) FROM passages) AS passages`,
    );
    this.selectPage = database.prepare(
      `SELECT ${DOCUMENT_COLUMNS} FROM documents WHERE id > ? ORDER BY id LIMIT ?`,
    );
    this.selectDocument = database.prepare(`SELECT ${DOCUMENT_COLUMNS}, text FROM documents WHERE id = ?`);
    this.selectByKey = database.prepare(`SELECT ${DOCUMENT_COLUMNS} FROM documents WHERE key = ?`);
    this.selectPassage = database.prepare(
      `SELECT passages.*, vectors.sentences AS vectors
       FROM passages JOIN vectors ON vectors.passage = passages.id WHERE passages.id = ?`,
    );
  }

  async state(): Promise<StoreState> {
    return guarded(this.dataFolder, () => this.selectFacts.get() as StoreState);
  }

  async documents({ after = '', limit }: { after?: string; limit: number }): Promise<StoredDocument[]> {
    return guarded(this.dataFolder, () =>
      (this.selectPage.all(after, limit) as DocumentRow[]).map(documentOf),
    );
  }

  async document(id: string): Promise<(StoredDocument & { readonly text: string }) | undefined> {
    return guarded(this.dataFolder, () => {
      const row = this.selectDocument.get(id) as (DocumentRow & { text: string }) | undefined;
      return row && { ...documentOf(row), text: row.text };
    });
  }

  async passages(ids: readonly number[]): Promise<StoredPassage[]> {
    // One read transaction: no passage is of another generation than the rest.
    return guarded(this.dataFolder, () => this.database.transaction(() => this.readPassages(ids)).deferred());
  }

  private readPassages(ids: readonly number[]): StoredPassage[] {
    const documents = new Map<number, StoredDocument>();
    const passages: StoredPassage[] = [];
    for (const id of ids) {
      const row = this.selectPassage.get(id) as PassageRow | undefined;
      if (!row) continue;
      const document =
        documents.get(row.document) ?? documentOf(this.selectByKey.get(row.document) as DocumentRow);
      documents.set(row.document, document);
      passages.push(passageOf(row, document));
    }
    return passages;
  }
}
