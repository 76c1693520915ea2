import type { StoredRecords } from '../knowledge-store.js';
import { indexMissing } from './index-missing.js';
import { SqliteCatalogue } from './sqlite-catalogue.js';
import { openDatabase, storageError, storeExists } from './sqlite-database.js';
import { SqliteLedger } from './sqlite-ledger.js';

/**
 * Reads what the index holds without what searching needs: no model, no vectors.
 *
 * @throws CitewellError `index_missing` where nothing was ever indexed, and then no folder is made;
 * `index_damaged`, `index_incompatible`, `storage_failed`
 */
export async function withRecords<Result>(
  dataFolder: string,
  run: (records: StoredRecords) => Promise<Result>,
): Promise<Result> {
  assertIndexed(dataFolder);
  const database = openDatabase(dataFolder);
  try {
    const catalogue = new SqliteCatalogue(database, dataFolder);
    if ((await catalogue.state()).generation === 0) throw indexMissing(dataFolder);
    return await run({ catalogue, ledger: new SqliteLedger(database, dataFolder) });
  } catch (error) {
    throw storageError(error, dataFolder);
  } finally {
    database.close();
  }
}

/** Looks before a model is loaded or a data folder made. @throws CitewellError `index_missing` */
export function assertIndexed(dataFolder: string): void {
  if (!storeExists(dataFolder)) throw indexMissing(dataFolder);
}
