import { openDatabase } from '../../../../src/store/sqlite/sqlite-database.js';
import { SqliteStore } from '../../../../src/store/sqlite/sqlite-store.js';
import { storedDocuments } from '../../../../src/store/sqlite/stored-documents.js';

/** The fingerprint as it was before passages and terms had their second versions. */
export const earlierFingerprint = (fingerprint: string) =>
  fingerprint.replace(/ passages-\d+ (.*) terms-\d+/u, ' passages-1 $1');

/**
 * Makes an index as if another version had made it.
 *
 * @param unsplit id of a document that holds no passages, as if the other version had split it otherwise
 */
export async function makeEarlier(
  dataDir: string,
  fingerprintOf: (fingerprint: string) => string,
  unsplit?: string,
): Promise<void> {
  const database = openDatabase(dataDir);
  const put = [...storedDocuments(database)].map((stored) => ({
    ...stored,
    revision: 'earlier',
    passages: stored.document.id === unsplit ? [] : stored.passages,
  }));
  database.close();
  const store = await SqliteStore.open(dataDir, { savesVectors: false });
  const { fingerprint } = await store.catalogue.state();
  await store.apply({ clear: true, put, fingerprint: fingerprintOf(fingerprint) });
  await store.close();
}
