import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { replaceFeedback } from '../feedback/snapshot-feedback.js';
import { uploadsFolderOf } from '../settings/indexing-roots.js';
import { clearDamagedStore } from '../store/sqlite/repair-store.js';
import { openDatabase } from '../store/sqlite/sqlite-database.js';
import { SqliteStore } from '../store/sqlite/sqlite-store.js';
import { storedDocuments, storedFingerprint, storedSources } from '../store/sqlite/stored-documents.js';
import { FEEDBACK_PART, manifestSchema, UPLOADS_PART } from './manifest.js';

/** Below the data folder, so that files move into place in one step. */
export const IMPORT_FOLDER = 'import';
/** Stands in that folder once all of it is whole; from then on the import goes forward only. */
export const READY = 'ready.json';

/**
 * Finishes an import that is whole, whether it was just made so or its process ended before it had finished. Each
 * step may be done twice. One that is not whole is forgotten. The caller holds the index lock.
 *
 * @throws CitewellError `storage_failed`
 */
export async function finishImport(dataFolder: string): Promise<void> {
  const staging = join(dataFolder, IMPORT_FOLDER);
  const ready = join(staging, READY);
  if (!existsSync(ready)) {
    await rm(staging, { recursive: true, force: true });
    return;
  }
  const manifest = manifestSchema.parse(JSON.parse(await readFile(ready, 'utf8')));
  if (existsSync(join(staging, FEEDBACK_PART))) replaceFeedback(dataFolder, staging);
  const names = manifest.parts.map(({ name }) => name).filter((name) => name.startsWith(UPLOADS_PART));
  await replaceUploads(
    staging,
    uploadsFolderOf({ dataDir: dataFolder }),
    names.map((name) => name.slice(UPLOADS_PART.length)),
  );
  await replaceStore(dataFolder, staging);
  await rm(ready);
  await rm(staging, { recursive: true, force: true });
}

/** In one transaction: who asks meanwhile is answered from the index before, or from this one. */
async function replaceStore(dataFolder: string, staging: string): Promise<void> {
  const backup = openDatabase(staging);
  try {
    await clearDamagedStore(dataFolder);
    const store = await SqliteStore.open(dataFolder);
    try {
      await store.apply({
        clear: true,
        fingerprint: storedFingerprint(backup),
        put: storedDocuments(backup),
        putSources: storedSources(backup),
      });
    } finally {
      await store.close();
    }
  } finally {
    backup.close();
  }
}

/** Files that are moved already are no longer in `staging`; a server's own files, which begin with a dot, stay. */
async function replaceUploads(staging: string, folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const staged = join(staging, UPLOADS_PART, name);
    if (!existsSync(staged)) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await rename(staged, join(folder, name));
  }
  if (!existsSync(folder)) return;
  const wanted = new Set(names);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).replaceAll('\\', '/');
    if (entry.isFile() && !name.startsWith('.') && !wanted.has(name)) await rm(path);
  }
}
