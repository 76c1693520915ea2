import type Database from 'better-sqlite3';
import { CitewellError } from '../../errors.js';
import { LEXICON } from './lexicon.js';
import { MIGRATIONS } from './migrations.js';

/** Kept in SQLite's `user_version`. */
const SCHEMA_VERSION = 6;

const SCHEMA = `
CREATE TABLE facts (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
-- The counts spare every question a walk through the tables.
INSERT INTO facts VALUES ('generation', 0), ('fingerprint', ''), ('documents', 0), ('passages', 0);

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
  records TEXT,
  warnings TEXT,
  indexed_at TEXT NOT NULL,
  passages INTEGER NOT NULL,
  length INTEGER NOT NULL,
  bytes INTEGER,
  text TEXT NOT NULL,
  checksum INTEGER NOT NULL
);
CREATE INDEX documents_by_source ON documents(source);
CREATE INDEX documents_by_text ON documents(sha256, title);

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
  text TEXT NOT NULL,
  checksum INTEGER NOT NULL
);
CREATE INDEX passages_by_document ON passages(document);

-- Apart from passages, so that reading their text does not page through vectors.
CREATE TABLE vectors (
  passage INTEGER PRIMARY KEY REFERENCES passages(id) ON DELETE CASCADE,
  vector BLOB NOT NULL,
  sentences BLOB NOT NULL,
  vector_checksum INTEGER NOT NULL,
  sentences_checksum INTEGER NOT NULL
);

${LEXICON}`;

/**
 * Creates the schema in a new file, brings that of an older version up to date, and checks any other.
 *
 * @throws CitewellError `index_incompatible` where another version of Citewell made the file
 */
export function prepareSchema(database: Database.Database): void {
  const version = versionOf(database);
  if (version === SCHEMA_VERSION) return;
  if (version !== 0 && !MIGRATIONS.has(version)) {
    throw new CitewellError(
      'index_incompatible',
      `The index was made by a ${version > SCHEMA_VERSION ? 'newer' : 'different'} version of Citewell (schema ${version}, this one has ${SCHEMA_VERSION}). Use that version, or remove the data folder and run "citewell index".`,
      { found: version, expected: SCHEMA_VERSION },
    );
  }
  database
    .transaction(() => {
      // Another process may have been first.
      const found = versionOf(database);
      if (found === 0) database.exec(SCHEMA);
      else for (let from = found; from < SCHEMA_VERSION; from++) MIGRATIONS.get(from)?.(database);
      database.pragma(`user_version = ${SCHEMA_VERSION}`);
    })
    .immediate();
}

function versionOf(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}
