import type { Document } from '../documents/document.js';
import { readerFor } from '../documents/document-readers.js';
import type { FoundFile } from './find-files.js';
import { readSourceBytes } from './indexing-plan.js';
import type { ReadingProcess } from './reading-process.js';

/**
 * The documents of a file: read in place where the parser is ours, in a process of its own where it is not.
 *
 * @throws CitewellError `unreadable_file`, `not_text`, `file_too_large`, `duplicate_document`, `cancelled`
 */
export async function readFile(file: FoundFile, reading: ReadingProcess): Promise<Document[]> {
  const reader = readerFor(file.id);
  if (reader?.foreign === true) return reading.read(file);
  return (await reader?.read({ id: file.id, path: file.path, bytes: await readSourceBytes(file) })) ?? [];
}
