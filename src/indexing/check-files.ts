import type { Document } from '../documents/document.js';
import { CitewellError } from '../errors.js';
import { isUnowned } from '../store/folder-sources.js';
import type { Ledger } from '../store/knowledge-store.js';
import { uploadSource } from './find-files.js';
import { type IndexFailure, indexFailure } from './index-report.js';
import { readFile } from './read-file.js';
import { ReadingProcess } from './reading-process.js';

/** A file that is to become an upload. */
export interface CandidateFile {
  /** What it will be called below the folder of uploads. */
  readonly name: string;
  /** Where it lies. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * Reads files as indexing would, before they take their place: what could not be indexed is better refused than
 * kept, and a good file better not replaced by a broken one.
 *
 * @param ledger what is indexed already; undefined where nothing is
 * @returns what is wrong, file by file; `document_exists` where another source has one of the documents
 */
export async function checkFiles(
  files: readonly CandidateFile[],
  ledger: Ledger | undefined,
): Promise<IndexFailure[]> {
  const failures: IndexFailure[] = [];
  const owners = new Map<string, string>();
  const reading = new ReadingProcess();
  try {
    for (const file of files) {
      try {
        const { name, path, size } = file;
        const { documents, faults } = await readFile(
          { id: name, source: uploadSource(name), path, size },
          reading,
        );
        failures.push(...faults.map((fault) => indexFailure(name, fault)));
        await assertFree(documents, file, ledger, owners);
      } catch (error) {
        failures.push(indexFailure(file.name, error));
      }
    }
  } finally {
    reading.close();
  }
  return failures;
}

async function assertFree(
  documents: readonly Document[],
  { name }: CandidateFile,
  ledger: Ledger | undefined,
  owners: Map<string, string>,
): Promise<void> {
  const ids = documents.map(({ id }) => id);
  const entries = (await ledger?.entries(ids)) ?? new Map<string, never>();
  for (const id of ids) {
    const source = entries.get(id)?.source;
    const isFree = source === undefined || source === uploadSource(name) || isUnowned(source);
    const other = owners.get(id) ?? (isFree ? undefined : source);
    if (other !== undefined) {
      const where = owners.has(id) ? 'another upload' : placeOf(other);
      throw new CitewellError(
        'document_exists',
        `${name} holds a document "${id}", which ${where} has already. Give one of them another name.`,
        { id },
      );
    }
  }
  for (const id of ids) owners.set(id, name);
}

/** Where a source lies, as people know it. */
function placeOf(source: string): string {
  if (source.startsWith(uploadSource(''))) return 'another upload';
  if (source.startsWith('uploads:@')) return 'an upload of another server';
  return source.startsWith('web:') ? 'a fetched page' : 'the knowledge folder';
}
