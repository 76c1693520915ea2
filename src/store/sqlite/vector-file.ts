import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { HierarchicalNSW } from 'hnswlib-node';
import { CitewellError } from '../../errors.js';
import type { VectorFileRecord } from './vector-file-record.js';
import { VectorIndex } from './vector-index.js';

/**
 * Writes the index beside its name, checks it, syncs it and renames it: at every instant the name holds a
 * whole file. hnswlib itself reports no error on a full disk, hence the check. One writer at a time.
 *
 * @returns the file's SHA-256
 * @throws CitewellError `storage_failed`
 */
export function writeVectorFile(index: HierarchicalNSW, file: string): string {
  const unfinished = `${file}.unfinished`;
  try {
    index.writeIndexSync(unfinished);
    assertComplete(unfinished, index.getCurrentCount());
    syncPath(unfinished);
    const sha256 = sha256Of(unfinished);
    renameSync(unfinished, file);
    syncPath(dirname(file));
    return sha256;
  } catch (cause) {
    rmSync(unfinished, { force: true });
    throw new CitewellError(
      'storage_failed',
      'The vector index could not be written. Make sure that the data folder is writable and its disk has room; the documents are safe, and the next start rebuilds it.',
      { file },
      { cause },
    );
  }
}

/**
 * Loads the file if it is the one that was recorded, byte for byte.
 *
 * @param hashOf SHA-256 of a file, in hex
 * @returns undefined where it is absent, damaged, foreign, or replaced while it was read
 */
export async function loadVectorFile(
  file: string,
  { sha256, dimensions, dead }: VectorFileRecord,
  hashOf: (file: string) => Promise<string>,
): Promise<VectorIndex | undefined> {
  const before = statSync(file, { throwIfNoEntry: false });
  if (!before?.isFile()) return undefined;
  if ((await hashOf(file)) !== sha256) return undefined;
  const index = VectorIndex.load(file, dimensions, dead);
  // Another process may have renamed a newer file to this name, whose deleted labels are others.
  return isSame(before, statSync(file, { throwIfNoEntry: false })) ? index : undefined;
}

const CHUNK_BYTES = 1 << 20;

function isSame(before: Stats, after: Stats | undefined): boolean {
  return after?.ino === before.ino && after.mtimeMs === before.mtimeMs && after.size === before.size;
}

function sha256Of(file: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const descriptor = openSync(file, 'r');
  try {
    for (let read = -1; read !== 0; hash.update(chunk.subarray(0, read))) read = readSync(descriptor, chunk);
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}

/** hnswlib's header: six 8-byte counts, two 4-byte levels, five 8-byte parameters (hnswalg.h, saveIndex). */
const HEADER_BYTES = 96;
const ELEMENT_SIZE_OFFSET = 24;

/** Follows the lengths in the file to its end: a short write shows, whatever was lost. */
function assertComplete(file: string, count: number): void {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = statSync(file);
    const header = Buffer.alloc(HEADER_BYTES);
    readSync(descriptor, header, 0, HEADER_BYTES, 0);
    const links = HEADER_BYTES + count * Number(header.readBigUInt64LE(ELEMENT_SIZE_OFFSET));
    const tail = Buffer.alloc(Math.max(0, size - links));
    readSync(descriptor, tail, 0, tail.length, links);
    let position = 0;
    for (let element = 0; element < count && position + 4 <= tail.length; element++) {
      position += 4 + tail.readUInt32LE(position);
    }
    if (size < links + 4 * count || position !== tail.length) throw new Error(`short file: ${size} bytes`);
  } finally {
    closeSync(descriptor);
  }
}

function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
