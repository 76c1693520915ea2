import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Document } from '../documents/document.js';
import { CitewellError } from '../errors.js';
import { type FileFacts, factsOf, isSettled } from '../file-state.js';
import type { FoundFile } from './find-files.js';
import { isGoneReason, unreadable } from './unreadable.js';

/** Files are read whole; a larger one is refused before it fills the memory. In bytes. */
const LARGEST_FILE = 512 * 1024 * 1024;

/** Changes with what documents hold of files of every format: it makes the index read all of them again. */
const DOCUMENT_VERSION = 'dates in French';

/** What a file holds at one moment. */
export interface SourceContent {
  readonly bytes: Uint8Array;
  /** See `Source.sha256`. */
  readonly sha256: string;
  /** What the system said of it; left out where a later edit might not show in them. */
  readonly facts?: FileFacts;
}

/** What a file is taken for besides its bytes: another version of it reads them otherwise. */
export function contentVersion(readerVersion: string): string {
  return `${DOCUMENT_VERSION} ${readerVersion}`;
}

/** @throws CitewellError `file_too_large`, `unreadable_file` */
export async function readSourceFile(file: FoundFile, readerVersion: string): Promise<SourceContent> {
  const { bytes, facts } = await readBytes(file);
  return {
    bytes,
    sha256: createHash('sha256')
      .update(contentVersion(readerVersion))
      .update('\0')
      .update(bytes)
      .digest('hex'),
    ...(facts && { facts }),
  };
}

/** Documents with the size of the file where their reader knows of no part of it that they were read from. */
export function withSize(documents: readonly Document[], { byteLength }: Uint8Array): Document[] {
  return documents.map((document) => ({ ...document, bytes: document.bytes ?? byteLength }));
}

/** Whether a file could not be read because it is there no longer: nobody needs to be told. */
export function isGone(error: unknown): boolean {
  return (
    error instanceof CitewellError &&
    error.code === 'unreadable_file' &&
    isGoneReason(String(error.details['reason']))
  );
}

async function readBytes(file: FoundFile): Promise<Pick<SourceContent, 'bytes' | 'facts'>> {
  let handle: FileHandle | undefined;
  try {
    // Where a pipe has taken the file's place meanwhile, opening it would wait for somebody who writes.
    handle = await open(file.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const openedAt = Date.now();
    const stats = await handle.stat();
    if (!stats.isFile()) throw unreadable(file.id, 'ENOENT');
    if (stats.size > LARGEST_FILE) throw tooLarge(file.id, stats.size);
    const facts = factsOf(stats);
    const bytes = await handle.readFile();
    return isSettled(facts, openedAt) ? { bytes, facts } : { bytes };
  } catch (cause) {
    if (cause instanceof CitewellError) throw cause;
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw unreadable(file.id, reason, cause);
  } finally {
    await handle?.close();
  }
}

function tooLarge(id: string, bytes: number): CitewellError {
  return new CitewellError(
    'file_too_large',
    `${id} has ${bytes} bytes; at most ${LARGEST_FILE} are read. Split it into smaller files.`,
    { id, bytes, limit: LARGEST_FILE },
  );
}
