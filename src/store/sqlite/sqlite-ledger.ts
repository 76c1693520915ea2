import type Database from 'better-sqlite3';
import type { Ledger, LedgerEntry, Source } from '../knowledge-store.js';
import { wellFormed } from './row-checksum.js';
import { guarded } from './sqlite-database.js';

/** What indexing compares against. */
export class SqliteLedger implements Ledger {
  private readonly selectSources: Database.Statement;
  private readonly selectDocuments: Database.Statement;
  private readonly selectEntry: Database.Statement;

  constructor(
    database: Database.Database,
    private readonly dataFolder: string,
  ) {
    this.selectSources = database.prepare(
      `SELECT name, sha256 FROM (
         SELECT name, sha256 FROM sources
         UNION ALL
         SELECT DISTINCT source, '' FROM documents WHERE source NOT IN (SELECT name FROM sources)
       ) WHERE name = @root OR substr(name, 1, length(@folder)) = @folder`,
    );
    this.selectDocuments = database.prepare('SELECT id FROM documents WHERE source = ?').pluck();
    this.selectEntry = database.prepare('SELECT source, revision FROM documents WHERE id = ?');
  }

  async sources(root: string): Promise<Source[]> {
    const folder = root.endsWith('/') ? root : `${root}/`;
    return guarded(this.dataFolder, () => this.selectSources.all({ root, folder }) as Source[]);
  }

  async documentsOf(source: string): Promise<string[]> {
    return guarded(this.dataFolder, () => this.selectDocuments.all(wellFormed(source)) as string[]);
  }

  async entries(ids: readonly string[]): Promise<Map<string, LedgerEntry>> {
    const entries = new Map<string, LedgerEntry>();
    for (const id of ids) {
      const entry = guarded(
        this.dataFolder,
        () => this.selectEntry.get(wellFormed(id)) as LedgerEntry | undefined,
      );
      if (entry) entries.set(id, entry);
    }
    return entries;
  }
}
