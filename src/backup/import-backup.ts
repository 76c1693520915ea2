import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { PassageEmbeddings } from '../embedding/passage-embeddings.js';
import { CitewellError } from '../errors.js';
import { embedStored, type StoredText } from '../indexing/embed-stored.js';
import { indexFingerprint } from '../indexing/index-fingerprint.js';
import { makeFolder } from '../make-folder.js';
import { uploadsFolderOf } from '../settings/indexing-roots.js';
import type { EmbeddedDocument } from '../store/knowledge-store.js';
import { assertSound } from '../store/sqlite/inspect-store.js';
import { openDatabase, storeExists } from '../store/sqlite/sqlite-database.js';
import { SqliteStore } from '../store/sqlite/sqlite-store.js';
import { storedDocuments, storedFingerprint, storedSources } from '../store/sqlite/stored-documents.js';
import { backupFailure } from './backup-failure.js';
import { finishImport, IMPORT_FOLDER, READY } from './finish-import.js';
import type { Manifest } from './manifest.js';
import { unpackBackup } from './unpack-backup.js';

export interface ImportOptions {
  /** Takes the place of what is there. */
  readonly force: boolean;
  /** Told how many documents of how many are embedded, where they must be. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface ImportReport {
  readonly documents: number;
  readonly passages: number;
  readonly uploads: number;
  /** Passages that went through the embedding model: 0 where the backup's vectors are this model's. */
  readonly embedded: number;
  /** When the backup was made. ISO 8601, UTC. */
  readonly createdAt: string;
}

/**
 * Puts a backup in the place of what the data folder holds. All is unpacked, checked and, where another model made
 * its vectors, embedded beside it; only then it takes its place, and from there on an interrupted import is
 * finished by the next command that changes the index. A server that has the folder open goes on answering. The
 * caller holds the index lock.
 *
 * @throws CitewellError `backup_invalid`, `index_exists`, `index_damaged`, `storage_failed`, `cancelled`
 */
export async function importBackup(
  dataFolder: string,
  file: string,
  embeddings: PassageEmbeddings,
  options: ImportOptions,
): Promise<ImportReport> {
  return backupFailure(resolve(file), async () => {
    await finishImport(dataFolder);
    if (!options.force) await assertEmpty(dataFolder);
    const staging = join(dataFolder, IMPORT_FOLDER);
    try {
      makeFolder(resolve(dataFolder));
      await rm(staging, { recursive: true, force: true });
      await mkdir(staging);
      const manifest = await unpackBackup(file, staging);
      const embedded = await bringToModel(staging, embeddings, options);
      await writeFile(join(staging, READY), JSON.stringify(manifest), { flush: true });
      await finishImport(dataFolder);
      return reportOf(manifest, embedded);
    } catch (error) {
      if (!existsSync(join(staging, READY))) await rm(staging, { recursive: true, force: true });
      throw error;
    }
  });
}

function reportOf({ documents, passages, parts, createdAt }: Manifest, embedded: number): ImportReport {
  const uploads = parts.filter(({ name }) => name.startsWith('uploads/')).length;
  return { documents, passages, uploads, embedded, createdAt };
}

/** A damaged index counts as something that is there. @throws CitewellError `index_exists` */
async function assertEmpty(dataFolder: string): Promise<void> {
  const uploads = uploadsFolderOf({ dataDir: dataFolder });
  const files = existsSync(uploads) ? await readdir(uploads, { recursive: true, withFileTypes: true }) : [];
  if (!files.some((entry) => entry.isFile()) && !holdsDocuments(dataFolder)) return;
  throw new CitewellError(
    'index_exists',
    `${dataFolder} holds an index or uploads already. Import with --force to put the backup in their place, or choose another folder with --data-dir.`,
    { dataFolder },
  );
}

function holdsDocuments(dataFolder: string): boolean {
  if (!storeExists(dataFolder)) return false;
  const database = openDatabase(dataFolder);
  try {
    return database.prepare('SELECT 1 FROM documents LIMIT 1').get() !== undefined;
  } finally {
    database.close();
  }
}

/** @returns how many passages were embedded: none where this model made the backup's vectors */
async function bringToModel(
  staging: string,
  embeddings: PassageEmbeddings,
  { onProgress, signal }: ImportOptions,
): Promise<number> {
  const database = openDatabase(staging);
  try {
    assertSound(database, staging);
    const found = storedFingerprint(database);
    if (found === indexFingerprint(embeddings)) return 0;
    const total = database.prepare('SELECT count(*) FROM documents').pluck().get() as number;
    const store = await SqliteStore.open(join(staging, 'embedded'), { savesVectors: false });
    try {
      const embedded = await embedStored(withVectors(storedDocuments(database)), found, store, embeddings, {
        onSlice: () => assertNotCancelled(signal),
        onProgress: (done) => onProgress?.(done, total),
      });
      await store.apply({ putSources: storedSources(database) });
      return embedded;
    } finally {
      await store.close();
    }
  } finally {
    database.close();
    await takeEmbedded(staging);
  }
}

function* withVectors(documents: Iterable<EmbeddedDocument>): Generator<StoredText> {
  for (const embedded of documents) yield { ...embedded, embedded };
}

/** The store of this model's vectors takes the place of the one that was unpacked. */
async function takeEmbedded(staging: string): Promise<void> {
  const embedded = join(staging, 'embedded');
  if (existsSync(join(embedded, 'knowledge.sqlite'))) {
    await rename(join(embedded, 'knowledge.sqlite'), join(staging, 'knowledge.sqlite'));
  }
}

function assertNotCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new CitewellError('cancelled', 'The import was interrupted; nothing was changed.');
  }
}
