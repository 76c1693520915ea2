import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { CitewellError } from '../../errors.js';
import { passageTerms } from '../../passages/search-text.js';
import { damagedDocuments } from './damaged-documents.js';
import { assertSound } from './inspect-store.js';
import { LEXICON } from './lexicon.js';
import { assertIndexed } from './open-catalogue.js';
import { type DocumentRow, documentOf, type PassageRow, passageOf } from './rows.js';
import { readSeal } from './seal.js';
import { DATABASE_FILE, openDatabase } from './sqlite-database.js';
import { SqliteStore } from './sqlite-store.js';

/**
 * Makes a damaged store whole: drops documents that are not what was stored, makes anew what is derived (lexical
 * index, counts, vector graph), and has all sources read again at the next indexing. What is beyond that is set
 * aside. The caller holds the index lock.
 *
 * @returns what was done, a sentence each; empty where the store is sound
 * @throws CitewellError `index_missing`, `index_incompatible`, `storage_failed`
 */
export async function repairStore(dataFolder: string): Promise<string[]> {
  assertIndexed(dataFolder);
  if ((await damageOf(dataFolder)) === undefined) return [];
  return (await repaired(dataFolder)) ?? [setAside(dataFolder)];
}

/** Makes room for another store where the one that is there cannot be opened. */
export async function clearDamagedStore(dataFolder: string): Promise<void> {
  if (existsSync(join(dataFolder, DATABASE_FILE)) && (await damageOf(dataFolder)) !== undefined) {
    setAside(dataFolder);
  }
}

async function damageOf(dataFolder: string): Promise<CitewellError | undefined> {
  try {
    await (await SqliteStore.open(dataFolder)).close();
    return undefined;
  } catch (error) {
    if (error instanceof CitewellError && error.code === 'index_damaged') return error;
    throw error;
  }
}

/** @returns undefined where SQLite can read too little of the file */
async function repaired(dataFolder: string): Promise<string[] | undefined> {
  try {
    const seal = readSeal(dataFolder);
    const database = openDatabase(dataFolder);
    try {
      const done = database.transaction(() => {
        const dropped = dropDamaged(database);
        fillLexicon(database);
        settleFacts(database, seal?.generation ?? 0);
        database.exec('REINDEX');
        assertSound(database, dataFolder);
        return dropped;
      });
      const dropped = done.immediate();
      return [
        ...dropped.map((finding) => `Dropped a document: ${finding} was damaged.`),
        'Made the lexical index, the counts and the vector graph anew.',
        'Marked every file to be read again: run "citewell index", which embeds only what is missing.',
      ];
    } finally {
      database.close();
      await (await SqliteStore.open(dataFolder)).close();
    }
  } catch (error) {
    if (error instanceof CitewellError && error.code !== 'index_damaged') throw error;
    if (!(error instanceof Error)) throw error;
    return undefined;
  }
}

function dropDamaged(database: Database.Database): string[] {
  const dropped: string[] = [];
  const drop = database.prepare('DELETE FROM documents WHERE key = ?');
  for (const { key, finding } of damagedDocuments(database)) {
    drop.run(key);
    dropped.push(finding);
  }
  database.exec(`
    DELETE FROM passages WHERE document NOT IN (SELECT key FROM documents);
    DELETE FROM vectors WHERE passage NOT IN (SELECT id FROM passages);
    UPDATE sources SET sha256 = '';
  `);
  return dropped;
}

function fillLexicon(database: Database.Database): void {
  database.exec(`DROP TABLE vocabulary; DROP TABLE lexicon; ${LEXICON}`);
  const insert = database.prepare('INSERT INTO lexicon (rowid, terms) VALUES (?, ?)');
  const selectDocument = database.prepare('SELECT * FROM documents WHERE key = ?');
  const selectPassages = database.prepare('SELECT * FROM passages WHERE document = ?');
  for (const key of database.prepare('SELECT key FROM documents').pluck().all()) {
    const { text, ...row } = selectDocument.get(key) as DocumentRow & { text: string };
    const stored = documentOf(row);
    for (const passageRow of selectPassages.all(key) as PassageRow[]) {
      const { passage } = passageOf(passageRow, stored, Buffer.alloc(0));
      insert.run(passageRow.id, passageTerms({ ...stored, text }, passage));
    }
  }
}

/** The generation passes the last one that anybody was told of: no open store takes this one for that. */
function settleFacts(database: Database.Database, sealed: number): void {
  database.exec(`
    INSERT OR REPLACE INTO facts SELECT 'documents', count(*) FROM documents;
    INSERT OR REPLACE INTO facts SELECT 'passages', count(*) FROM passages;
    DELETE FROM facts WHERE name = 'vector_file';
  `);
  database
    .prepare("UPDATE facts SET value = 1 + max(CAST(value AS INTEGER), ?) WHERE name = 'generation'")
    .run(sealed);
}

/** Kept, for whoever wants to look into it. */
function setAside(dataFolder: string): string {
  const suffix = `.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  for (const ending of ['', '-wal', '-shm']) {
    const file = join(dataFolder, `${DATABASE_FILE}${ending}`);
    if (existsSync(file)) renameSync(file, `${file}${suffix}`);
  }
  return `The index is beyond repair and was set aside as ${DATABASE_FILE}${suffix}: run "citewell index" to make it anew from your documents, or import a backup.`;
}
