import type Database from 'better-sqlite3';
import { damagedDocuments } from './damaged-documents.js';
import { assertIndexed } from './open-catalogue.js';
import { indexDamaged, openDatabase, storageError } from './sqlite-database.js';
import { StoreFacts } from './store-facts.js';

/** Each counts rows that contradict one another; a sound store has none of them. */
const CONTRADICTIONS: readonly (readonly [what: string, sql: string])[] = [
  ['vectors without passages', 'SELECT count(*) FROM vectors WHERE passage NOT IN (SELECT id FROM passages)'],
  [
    'passages without a document',
    'SELECT count(*) FROM passages WHERE document NOT IN (SELECT key FROM documents)',
  ],
  [
    'passages missing from the lexical index',
    'SELECT count(*) FROM passages WHERE id NOT IN (SELECT rowid FROM lexicon)',
  ],
  [
    'entries of the lexical index without a passage',
    'SELECT count(*) FROM lexicon WHERE rowid NOT IN (SELECT id FROM passages)',
  ],
  [
    'counts that are wrong',
    `SELECT ((SELECT value FROM facts WHERE name = 'documents') IS NOT (SELECT count(*) FROM documents))
          + ((SELECT value FROM facts WHERE name = 'passages') IS NOT (SELECT count(*) FROM passages))`,
  ],
];

/**
 * Checks the store's file, the lexical index against its terms, row counts against each other, and every row
 * against its checksum.
 *
 * @returns a line that says what was checked
 * @throws CitewellError `index_missing`, `index_damaged`, `storage_failed`, `index_incompatible`
 */
export function inspectStore(dataFolder: string): string {
  assertIndexed(dataFolder);
  const database = openDatabase(dataFolder);
  try {
    assertSound(database, dataFolder);
    return `file intact, ${new StoreFacts(database).passages()} passages stand where they say`;
  } finally {
    database.close();
  }
}

/**
 * Reads all of the store, in one read transaction. About half a second for 10,000 passages.
 *
 * @throws CitewellError `index_damaged`, `storage_failed`
 */
export function assertSound(database: Database.Database, dataFolder: string): void {
  try {
    database.transaction(() => {
      const finding = structuralDamage(database);
      if (finding !== undefined) throw indexDamaged(dataFolder, { finding });
      for (const { finding } of damagedDocuments(database)) throw indexDamaged(dataFolder, { finding });
    })();
  } catch (error) {
    throw storageError(error, dataFolder);
  }
}

/** What is wrong between the rows or below them, if anything. The integrity check includes the lexical index. */
function structuralDamage(database: Database.Database): string | undefined {
  const integrity = database.pragma('integrity_check(1)', { simple: true });
  if (integrity !== 'ok') return String(integrity).split('\n')[0];
  for (const [what, sql] of CONTRADICTIONS) {
    const count = database.prepare(sql).pluck().get() as number;
    if (count > 0) return `${count} ${what}`;
  }
  return undefined;
}
