import type Database from 'better-sqlite3';
import { assertSound } from './inspect-store.js';
import { hasPendingChanges, matchesSeal, type Seal } from './seal.js';
import { indexDamaged } from './sqlite-database.js';
import { StoreFacts } from './store-facts.js';
import { VerifiedDatabase } from './verified-database.js';

export interface CheckedDatabase {
  /** Whether the file is, byte for byte, the one that the seal speaks of. */
  readonly isSealed: boolean;
  /** What this was taken from, where the file was not read for it. */
  readonly remembered?: { readonly state: VerifiedDatabase; readonly sha256: string };
}

/**
 * Takes a file that is as it was sealed for sound, and looks through any other: one whose writer was killed, or
 * whose bytes have changed by themselves.
 *
 * @param trustsSystem whether a file that was found to be as sealed is so for as long as the system says that it is the same
 * @throws CitewellError `index_damaged`, also where the last changes are lost
 */
export async function checkDatabase(
  database: Database.Database,
  dataFolder: string,
  seal: Seal | undefined,
  trustsSystem: boolean,
): Promise<CheckedDatabase> {
  const state = VerifiedDatabase.present(dataFolder);
  const sha256 = seal?.sha256;
  if (seal && sha256 !== undefined && state && !hasPendingChanges(dataFolder)) {
    if (trustsSystem && state.wasVerified(sha256)) {
      assertNothingLost(database, dataFolder, seal);
      return { isSealed: true, remembered: { state, sha256 } };
    }
    if (await matchesSeal(dataFolder, sha256)) {
      state.remember(sha256);
      return { isSealed: true };
    }
    state.forget();
  }
  assertSound(database, dataFolder);
  if (seal) assertNothingLost(database, dataFolder, seal);
  return { isSealed: false };
}

/** SQLite silently drops what follows a damaged frame of its log. */
function assertNothingLost(database: Database.Database, dataFolder: string, seal: Seal): void {
  const generation = new StoreFacts(database).value('generation');
  if (typeof generation === 'number' && generation >= seal.generation) return;
  throw indexDamaged(dataFolder, {
    finding: `its last changes are lost: generation ${generation} of ${seal.generation}`,
  });
}
