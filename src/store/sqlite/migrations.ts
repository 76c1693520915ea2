import type Database from 'better-sqlite3';
import { LEXICON } from './lexicon.js';
import {
  type DocumentRow,
  documentChecksum,
  type PassageRow,
  passageChecksum,
  type VectorsRow,
  vectorsChecksum,
} from './rows.js';

/** What makes the next version of each older one, by the older one's number; runs within a transaction. */
export const MIGRATIONS: ReadonlyMap<number, (database: Database.Database) => void> = new Map([
  [1, (database) => database.exec('ALTER TABLE documents ADD COLUMN warnings TEXT')],
  [2, addChecksumsAndCounts],
  [3, (database) => database.exec('CREATE INDEX documents_by_text ON documents(sha256, title)')],
  [4, (database) => database.exec('ALTER TABLE documents ADD COLUMN bytes INTEGER')],
  [5, splitTermsAtBlanksAlone],
]);

function addChecksumsAndCounts(database: Database.Database): void {
  database.exec(`
    ALTER TABLE documents ADD COLUMN records TEXT;
    ALTER TABLE documents ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE passages ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE vectors ADD COLUMN vector_checksum INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE vectors ADD COLUMN sentences_checksum INTEGER NOT NULL DEFAULT 0;
    INSERT OR REPLACE INTO facts SELECT 'documents', count(*) FROM documents;
    INSERT OR REPLACE INTO facts SELECT 'passages', count(*) FROM passages;
  `);
  const setDocument = database.prepare('UPDATE documents SET checksum = ? WHERE key = ?');
  for (const row of rowsOf<DocumentRow>(
    database,
    'SELECT key FROM documents',
    'SELECT * FROM documents WHERE key = ?',
  )) {
    setDocument.run(documentChecksum(row), row.key);
  }
  const setPassage = database.prepare('UPDATE passages SET checksum = ? WHERE id = ?');
  const passages = rowsOf<PassageRow & { document_sha256: string }>(
    database,
    'SELECT id FROM passages',
    `SELECT passages.*, documents.sha256 AS document_sha256
     FROM passages JOIN documents ON documents.key = passages.document WHERE passages.id = ?`,
  );
  for (const row of passages) setPassage.run(passageChecksum(row, row.document_sha256), row.id);
  const setVectors = database.prepare(
    'UPDATE vectors SET vector_checksum = ?, sentences_checksum = ? WHERE passage = ?',
  );
  const vectors = rowsOf<VectorsRow>(
    database,
    'SELECT passage FROM vectors',
    'SELECT * FROM vectors WHERE passage = ?',
  );
  for (const { passage, vector, sentences } of vectors) {
    setVectors.run(vectorsChecksum(passage, vector), vectorsChecksum(passage, sentences), passage);
  }
}

/** One row after the other: a table may be larger than the memory, and is written to meanwhile. */
function* rowsOf<Row>(database: Database.Database, selectKeys: string, selectRow: string): Generator<Row> {
  const row = database.prepare(selectRow);
  for (const key of database.prepare(selectKeys).pluck().all()) {
    const found = row.get(key) as Row | undefined;
    if (found !== undefined) yield found;
  }
}

function splitTermsAtBlanksAlone(database: Database.Database): void {
  database.exec(`
    DROP TABLE vocabulary;
    ALTER TABLE lexicon RENAME TO former_lexicon;
    ${LEXICON}
    INSERT INTO lexicon (rowid, terms) SELECT rowid, terms FROM former_lexicon;
    DROP TABLE former_lexicon;
  `);
}
