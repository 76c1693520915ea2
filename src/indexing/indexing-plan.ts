import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readerFor, supportedExtensions } from '../documents/document-readers.js';
import { CitewellError } from '../errors.js';
import type { Ledger } from '../store/knowledge-store.js';
import { type FoundFile, findFiles } from './find-files.js';
import { type IndexFailure, indexFailure } from './index-report.js';

/** Files are read whole; a larger one is refused before it fills the memory. In bytes. */
const LARGEST_FILE = 512 * 1024 * 1024;

/** A file that has to be read, with the hash that will mark it as done. */
export interface ChangedFile extends FoundFile {
  readonly sha256: string;
}

/** What an indexing run has to do. */
export interface IndexingPlan {
  readonly changed: readonly ChangedFile[];
  /** Names of sources whose files are gone. */
  readonly gone: readonly string[];
  readonly unchanged: number;
  /** Files of formats that are not read. */
  readonly skipped: number;
  readonly failures: readonly IndexFailure[];
}

/**
 * Compares the files below `paths` with what the store remembers of them.
 *
 * @param everything true to read every file again, as a new fingerprint needs
 * @param uploadsFolder the one root that may be empty: who deletes the last upload means it
 * @throws CitewellError `knowledge_missing`; `knowledge_empty` where there is nothing to read, which is more
 * often a wrong path or a missing disk than the wish to forget everything
 */
export async function planIndexing(
  paths: readonly string[],
  knowledgeFolder: string,
  ledger: Ledger,
  everything: boolean,
  uploadsFolder?: string,
): Promise<IndexingPlan> {
  const uploads = uploadsFolder === undefined ? undefined : resolve(uploadsFolder);
  const expected = paths.filter((path) => resolve(path) !== uploads);
  let keptOfExpected = 0;
  const changed = new Map<string, ChangedFile>();
  const known = new Map<string, string>();
  const kept = new Set<string>();
  const failures: IndexFailure[] = [];
  let unchanged = 0;
  let skipped = 0;

  for (const path of paths) {
    const found = await findFiles(path, knowledgeFolder, uploadsFolder);
    const keptBefore = kept.size;
    for (const { name, sha256 } of await ledger.sources(found.source)) known.set(name, sha256);
    for (const { id, source, reason } of found.unreadable) {
      failures.push({ id, code: 'unreadable_file', message: `${id} cannot be read (${reason}).` });
      for (const { name } of await ledger.sources(source)) kept.add(name);
    }
    for (const file of found.files) {
      const reader = readerFor(file.id);
      if (!reader) {
        skipped++;
        continue;
      }
      kept.add(file.source);
      try {
        const sha256 = hashOf(await readSourceBytes(file), reader.version);
        if (known.get(file.source) === sha256 && !everything) unchanged++;
        else changed.set(file.source, { ...file, sha256 });
      } catch (error) {
        failures.push(indexFailure(file.id, error));
      }
    }
    if (expected.includes(path)) keptOfExpected += kept.size - keptBefore;
  }
  if (expected.length > 0 && keptOfExpected === 0) throw nothingToIndex(expected);
  const gone = [...known.keys()].filter((name) => !kept.has(name));
  return { changed: [...changed.values()], gone, unchanged, skipped, failures };
}

/** @throws CitewellError `file_too_large`, `unreadable_file` */
export async function readSourceBytes(file: FoundFile): Promise<Uint8Array> {
  if (file.size > LARGEST_FILE) {
    throw new CitewellError(
      'file_too_large',
      `${file.id} has ${file.size} bytes; at most ${LARGEST_FILE} are read. Split it into smaller files.`,
      { id: file.id, bytes: file.size, limit: LARGEST_FILE },
    );
  }
  try {
    return await readFile(file.path);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new CitewellError(
      'unreadable_file',
      `${file.id} cannot be read (${reason}). Check its permissions.`,
      { id: file.id, reason },
      { cause },
    );
  }
}

function hashOf(bytes: Uint8Array, readerVersion: string): string {
  return createHash('sha256').update(readerVersion).update('\0').update(bytes).digest('hex');
}

function nothingToIndex(paths: readonly string[]): CitewellError {
  return new CitewellError(
    'knowledge_empty',
    `There is no file to index in ${paths.join(', ')}: Citewell reads ${supportedExtensions.join(' ')}. The index stays as it was; use "citewell documents remove" to take documents out.`,
    { paths: paths.join(', ') },
  );
}
