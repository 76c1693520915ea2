import { mkdir, open, readdir, rename, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CitewellError } from '../errors.js';
import { storageFailure } from './storage-failure.js';

const NAME_TAKEN: ReadonlySet<string> = new Set(['EEXIST', 'ENOTDIR', 'EISDIR', 'ENOTEMPTY']);

export async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return false;
    }
    throw error;
  }
}

/**
 * Moves a file of the same disk below `folder`, in the place of the one of that name. Durable once it has resolved.
 *
 * @throws CitewellError `document_exists` where the name stands below one that is a file, or is that of a folder;
 * `storage_failed`
 */
export async function placeFile(folder: string, from: string, name: string): Promise<void> {
  const path = join(folder, name);
  try {
    await mkdir(dirname(path), { recursive: true });
    await rename(from, path);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && NAME_TAKEN.has(String(cause.code)))) {
      return storageFailure(folder, () => Promise.reject(cause));
    }
    throw new CitewellError(
      'document_exists',
      `${name} cannot be both a file and a folder: give it another name.`,
      { name },
      { cause },
    );
  }
  for (let changed = dirname(path); changed.startsWith(folder); changed = dirname(changed)) {
    await syncFolder(changed);
  }
}

/**
 * Removes a file below `folder`, and the folders that it leaves empty. Durable once it has resolved.
 *
 * @returns false where there is no such file. @throws CitewellError `storage_failed`
 */
export function removeFile(folder: string, name: string): Promise<boolean> {
  const path = join(folder, name);
  return storageFailure(folder, async () => {
    if (!(await isFile(path))) return false;
    await unlink(path);
    await syncFolder(dirname(path));
    for (let empty = dirname(path); empty !== folder; empty = dirname(empty)) {
      if ((await readdir(empty)).length > 0) break;
      await rmdir(empty);
    }
    return true;
  });
}

/** A rename is durable once its folder is. Windows cannot open a folder, and needs no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
