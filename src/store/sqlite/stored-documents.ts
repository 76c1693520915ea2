import type Database from 'better-sqlite3';
import type { EmbeddedDocument, Source } from '../knowledge-store.js';
import { vectorOf } from '../vector-bytes.js';
import { DOCUMENT_COLUMNS, type DocumentRow, documentOf, type PassageRow, passageOf } from './rows.js';
import { StoreFacts } from './store-facts.js';

type WholeRow = PassageRow & { readonly vector: Buffer; readonly vectors: Buffer; readonly terms: string };

/** All documents of a store as indexing handed them over, one at a time, for another store to take. */
export function* storedDocuments(database: Database.Database): Generator<EmbeddedDocument> {
  const documentOfKey = storedDocumentReader(database);
  for (const key of database.prepare('SELECT key FROM documents ORDER BY id').pluck().all() as number[]) {
    yield documentOfKey(key);
  }
}

/** Reads the document of a key, which must be there, as indexing handed it over; compares no checksums. */
export function storedDocumentReader(database: Database.Database): (key: number) => EmbeddedDocument {
  const selectDocument = database.prepare(`SELECT ${DOCUMENT_COLUMNS}, text FROM documents WHERE key = ?`);
  const selectPassages = database.prepare(
    `SELECT passages.*, vectors.vector, vectors.sentences AS vectors,
            (SELECT terms FROM lexicon WHERE rowid = passages.id) AS terms
     FROM passages JOIN vectors ON vectors.passage = passages.id WHERE document = ? ORDER BY ordinal`,
  );
  return (key) => {
    const { text, ...row } = selectDocument.get(key) as DocumentRow & { text: string };
    const stored = documentOf(row);
    const { length: _, passages: __, indexedAt: ___, ...document } = stored;
    return {
      document: { ...document, text },
      source: row.source,
      revision: row.revision,
      passages: (selectPassages.all(key) as WholeRow[]).map(({ vector, vectors, terms, ...passageRow }) => {
        const { passage, sentenceVectors } = passageOf(passageRow, stored, vectors);
        return { passage, vector: vectorOf(vector), sentenceVectors, terms };
      }),
    };
  };
}

export function storedSources(database: Database.Database): Source[] {
  return database.prepare('SELECT name, sha256 FROM sources').all() as Source[];
}

export function storedFingerprint(database: Database.Database): string {
  return String(new StoreFacts(database).value('fingerprint'));
}
