import Database from 'better-sqlite3';
import type { StoreState } from '../knowledge-store.js';
import { assertSound } from './inspect-store.js';
import { assertIndexed } from './open-catalogue.js';
import { guarded, openDatabase } from './sqlite-database.js';
import { StoreFacts } from './store-facts.js';

/**
 * Copies the store's database, as of one moment, into a new file, and looks through the copy: nothing damaged is
 * handed on. Others read and write meanwhile.
 *
 * @throws CitewellError `index_missing`, `index_damaged`, `index_incompatible`, `storage_failed`
 */
export function snapshotStore(dataFolder: string, file: string): StoreState {
  assertIndexed(dataFolder);
  const database = openDatabase(dataFolder);
  try {
    guarded(dataFolder, () => database.prepare('VACUUM INTO ?').run(file));
  } finally {
    database.close();
  }
  const copy = guarded(dataFolder, () => new Database(file));
  try {
    assertSound(copy, dataFolder);
    return new StoreFacts(copy).state();
  } finally {
    copy.close();
  }
}
