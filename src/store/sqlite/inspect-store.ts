import type Database from 'better-sqlite3';
import { CitewellError } from '../../errors.js';
import { assertIndexed } from './open-catalogue.js';
import { openDatabase, storageError } from './sqlite-database.js';

/** Each finds rows that contradict one another; a sound store has none of them. */
const CONTRADICTIONS: readonly (readonly [what: string, sql: string])[] = [
  ['passages without vectors', 'SELECT count(*) FROM passages WHERE id NOT IN (SELECT passage FROM vectors)'],
  ['vectors without passages', 'SELECT count(*) FROM vectors WHERE passage NOT IN (SELECT id FROM passages)'],
  [
    'passages missing from the lexical index',
    'SELECT count(*) FROM passages WHERE id NOT IN (SELECT rowid FROM lexicon)',
  ],
  [
    'passages without a document',
    'SELECT count(*) FROM passages WHERE document NOT IN (SELECT key FROM documents)',
  ],
  [
    'documents whose passages do not add up',
    `SELECT count(*) FROM documents
     WHERE passages <> (SELECT count(*) FROM passages WHERE passages.document = documents.key)`,
  ],
];

/**
 * Checks the store's file, row counts against each other and every passage against its document.
 *
 * @returns a line that says what was checked
 * @throws CitewellError `index_missing`, `index_damaged`, `storage_failed`, `index_incompatible`
 */
export function inspectStore(dataFolder: string): string {
  assertIndexed(dataFolder);
  const database = openDatabase(dataFolder);
  try {
    const integrity = database.pragma('integrity_check', { simple: true });
    if (integrity !== 'ok') throw damaged(dataFolder, String(integrity));
    for (const [what, sql] of CONTRADICTIONS) {
      const count = database.prepare(sql).pluck().get() as number;
      if (count > 0) throw damaged(dataFolder, `${count} ${what}`);
    }
    return `file intact, ${checkSpans(database, dataFolder)} passages stand where they say`;
  } catch (error) {
    throw storageError(error, dataFolder);
  } finally {
    database.close();
  }
}

function checkSpans(database: Database.Database, dataFolder: string): number {
  const passages = database.prepare('SELECT "start", "end", text FROM passages WHERE document = ?');
  let checked = 0;
  for (const row of database.prepare('SELECT key, id, text FROM documents').iterate()) {
    const document = row as { key: number; id: string; text: string };
    for (const passage of passages.all(document.key) as { start: number; end: number; text: string }[]) {
      if (document.text.slice(passage.start, passage.end) !== passage.text) {
        throw damaged(dataFolder, `a passage of ${document.id} differs from the document`);
      }
      checked++;
    }
  }
  return checked;
}

function damaged(dataFolder: string, finding: string): CitewellError {
  return new CitewellError(
    'index_damaged',
    `The index in ${dataFolder} is damaged (${finding}). Remove that folder and run "citewell index" to make it anew from your documents.`,
    { dataFolder, finding },
  );
}
