import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { CitewellError } from '../errors.js';

/** Below the data folder. It moves with the uploads and fetched pages that it names. */
const FILE = 'owner';

/**
 * What names a data folder among those that share a store: made once, of the machine's name for people who read it.
 *
 * @returns lower-case letters, digits and hyphens
 * @throws CitewellError `storage_failed` where the data folder cannot be written
 */
export async function ownerOf(dataFolder: string): Promise<string> {
  const file = join(dataFolder, FILE);
  const known = await knownOwnerOf(dataFolder);
  if (known !== undefined) return known;
  const machine = hostname()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
  const made = `${machine}-${randomUUID().slice(0, 8)}`;
  try {
    await mkdir(dataFolder, { recursive: true });
    await createWhole(file, `${made}\n`);
    return made;
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    // Another process of this machine was first.
    const owner = cause.code === 'EEXIST' ? await knownOwnerOf(dataFolder) : undefined;
    if (owner !== undefined) return owner;
    throw unusable(dataFolder, 'written', cause);
  }
}

/**
 * The same, and undefined of a folder that never changed the store: nothing there is its own.
 *
 * @throws CitewellError `storage_failed` where the data folder cannot be read
 */
export async function knownOwnerOf(dataFolder: string): Promise<string | undefined> {
  try {
    const owner = (await readFile(join(dataFolder, FILE), 'utf8')).trim();
    return /^[a-z0-9-]+$/.test(owner) ? owner : undefined;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOENT') return undefined;
    throw unusable(dataFolder, 'read', error);
  }
}

function unusable(
  dataFolder: string,
  how: 'read' | 'written',
  cause: Error & { code?: unknown },
): CitewellError {
  const reason = String(cause.code);
  return new CitewellError(
    'storage_failed',
    `${FILE} in ${dataFolder} cannot be ${how} (${reason}). Make the folder readable and writable, or set --data-dir.`,
    { reason },
    { cause },
  );
}

/** Never a part of it, whatever ends the process. Fails with `EEXIST` where somebody else was first. */
async function createWhole(file: string, content: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, content);
    await link(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
