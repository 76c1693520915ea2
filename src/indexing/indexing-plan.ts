import { resolve } from 'node:path';
import { supportedExtensions } from '../documents/document-readers.js';
import { CitewellError } from '../errors.js';
import type { Ledger } from '../store/knowledge-store.js';
import { type FoundFile, findFiles, readerOf } from './find-files.js';
import { findPages } from './find-pages.js';
import { hashFiles } from './hash-files.js';
import { type IndexFailure, indexFailure } from './index-report.js';
import type { RememberedHashes } from './remembered-hashes.js';
import { isGone } from './source-file.js';
import { unreadable } from './unreadable.js';

/** What an indexing run has to do. */
export interface IndexingPlan {
  readonly changed: readonly FoundFile[];
  /** Names of sources whose files are gone. */
  readonly gone: readonly string[];
  readonly unchanged: number;
  /** Files of formats that are not read. */
  readonly skipped: number;
  readonly failures: readonly IndexFailure[];
}

/** Where files lie, and what is known of them. */
export interface IndexedFolders {
  /** What ids are relative to. */
  readonly knowledgeFolder: string;
  /** A root of its own, for files given over HTTP, which may be empty: who deletes the last upload means it. */
  readonly uploadsFolder?: string;
  /** A root of its own, for fetched pages, which may be empty as well. */
  readonly webFolder?: string;
  /** Left out, every file is read. */
  readonly hashes?: RememberedHashes;
}

/**
 * Compares the files below `paths` with what the store remembers of them.
 *
 * @throws CitewellError `knowledge_missing`; `knowledge_empty` where there is nothing to read, which is more
 * often a wrong path or a missing disk than the wish to forget everything
 */
export async function planIndexing(
  paths: readonly string[],
  ledger: Ledger,
  { knowledgeFolder, uploadsFolder, webFolder, hashes }: IndexedFolders,
): Promise<IndexingPlan> {
  const isRoot = (path: string, folder?: string) => folder !== undefined && resolve(path) === resolve(folder);
  const expected = paths.filter((path) => !isRoot(path, uploadsFolder) && !isRoot(path, webFolder));
  let keptOfExpected = 0;
  const changed = new Map<string, FoundFile>();
  const known = new Map<string, string>();
  const kept = new Set<string>();
  const failures: IndexFailure[] = [];
  let unchanged = 0;
  let skipped = 0;

  for (const path of paths) {
    const found = isRoot(path, webFolder)
      ? await findPages(path)
      : await findFiles(path, knowledgeFolder, uploadsFolder, webFolder);
    const keptBefore = kept.size;
    for (const { name, sha256 } of await ledger.sources(found.source)) known.set(name, sha256);
    for (const { id, source, reason } of found.unreadable) {
      failures.push(indexFailure(id, unreadable(id, reason)));
      for (const { name } of await ledger.sources(source)) kept.add(name);
    }
    const readable = found.files.filter((file) => readerOf(file) !== undefined);
    skipped += found.files.length - readable.length;
    const hashed = hashes ? hashes.hash(found.source, readable) : hashFiles(readable);
    for await (const { file, ...outcome } of hashed) {
      kept.add(file.source);
      if ('error' in outcome) {
        if (!isGone(outcome.error)) failures.push(indexFailure(file.id, outcome.error));
      } else if (known.get(file.source) === outcome.sha256) unchanged++;
      else changed.set(file.source, file);
    }
    if (expected.includes(path)) keptOfExpected += kept.size - keptBefore;
  }
  if (expected.length > 0 && keptOfExpected === 0) throw nothingToIndex(expected);
  const gone = [...known.keys()].filter((name) => !kept.has(name));
  return { changed: [...changed.values()], gone, unchanged, skipped, failures };
}

function nothingToIndex(paths: readonly string[]): CitewellError {
  return new CitewellError(
    'knowledge_empty',
    `There is no file to index in ${paths.join(', ')}: Citewell reads ${supportedExtensions.join(' ')}. The index stays as it was; use "citewell documents remove" to take documents out.`,
    { paths: paths.join(', ') },
  );
}
