import type Database from 'better-sqlite3';
import type { EmbeddedDocument, Ledger, LedgerEntry, Source } from '../knowledge-store.js';
import { wellFormed } from '../row-checksum.js';
import { damageFinder } from './damaged-documents.js';
import { guarded } from './sqlite-database.js';
import { storedDocumentReader } from './stored-documents.js';

/** What indexing compares against. */
export class SqliteLedger implements Ledger {
  private readonly selectSources: Database.Statement;
  private readonly selectDocuments: Database.Statement;
  private readonly selectEntry: Database.Statement;
  private readonly selectKeysOfText: Database.Statement;
  private readonly damageOf: ReturnType<typeof damageFinder>;
  private readonly documentOfKey: ReturnType<typeof storedDocumentReader>;

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
    this.selectKeysOfText = database
      .prepare('SELECT key FROM documents WHERE sha256 = ? ORDER BY key LIMIT 3')
      .pluck();
    this.damageOf = damageFinder(database);
    this.documentOfKey = storedDocumentReader(database);
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

  async ofText(sha256: string): Promise<EmbeddedDocument | undefined> {
    return guarded(this.dataFolder, () => {
      const keys = this.selectKeysOfText.all(sha256) as number[];
      // Vectors get checksums anew where they are stored again: damage must not come along as sound.
      const sound = keys.find((key) => this.damageOf(key) === undefined);
      return sound === undefined ? undefined : this.documentOfKey(sound);
    });
  }
}
