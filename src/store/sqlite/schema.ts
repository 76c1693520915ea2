import type Database from 'better-sqlite3';
import { CitewellError } from '../../errors.js';

/** Kept in SQLite's `user_version`. */
const SCHEMA_VERSION = 2;

const SCHEMA = `
CREATE TABLE facts (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
INSERT INTO facts VALUES ('generation', 0), ('fingerprint', '');

CREATE TABLE sources (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  revision TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT,
  author TEXT,
  published TEXT,
  tags TEXT,
  sha256 TEXT NOT NULL,
  pages TEXT NOT NULL,
  headings TEXT NOT NULL,
  stated TEXT NOT NULL,
  warnings TEXT,
  indexed_at TEXT NOT NULL,
  passages INTEGER NOT NULL,
  length INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX documents_by_source ON documents(source);

-- AUTOINCREMENT: a passage's id is its label in the vector index and is never used again.
CREATE TABLE passages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  headings TEXT NOT NULL,
  page INTEGER,
  sentences TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX passages_by_document ON passages(document);

-- Apart from passages, so that reading their text does not page through vectors.
CREATE TABLE vectors (
  passage INTEGER PRIMARY KEY REFERENCES passages(id) ON DELETE CASCADE,
  vector BLOB NOT NULL,
  sentences BLOB NOT NULL
);

-- The terms come analysed and stemmed. Ranking by bm25() needs detail=full: with less, FTS5 has no term counts and
-- scores every passage 0. The terms are kept: a contentless table cannot subtract a deleted passage's length, and
-- its scores drift with every replacement.
CREATE VIRTUAL TABLE lexicon USING fts5(terms, detail=full, tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(lexicon, 'row');
`;

/** What makes the next version of each older one. */
const MIGRATIONS: Readonly<Record<number, string>> = {
  1: 'ALTER TABLE documents ADD COLUMN warnings TEXT',
};

/**
 * Creates the schema in a new file, brings that of an older version up to date, and checks any other.
 *
 * @throws CitewellError `index_incompatible` where another version of Citewell made the file
 */
export function prepareSchema(database: Database.Database): void {
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version === SCHEMA_VERSION) return;
  const migration = MIGRATIONS[version];
  if (version !== 0 && migration === undefined) {
    throw new CitewellError(
      'index_incompatible',
      `The index was made by a ${version > SCHEMA_VERSION ? 'newer' : 'different'} version of Citewell (schema ${version}, this one has ${SCHEMA_VERSION}). Use that version, or remove the data folder and run "citewell index".`,
      { found: version, expected: SCHEMA_VERSION },
    );
  }
  database
    .transaction(() => {
      // Another process may have been first.
      if (database.pragma('user_version', { simple: true }) !== version) return;
      database.exec(migration ?? SCHEMA);
      database.pragma(`user_version = ${SCHEMA_VERSION}`);
    })
    .immediate();
}
