import type { PartReading } from '../documents/document-reader.js';
import { parserFault } from '../documents/parser-fault.js';
import { type FoundFile, readerOf } from './find-files.js';
import type { ReadFile } from './read-file.js';
import { readSourceFile, withSize } from './source-file.js';

/**
 * Reads a file with a parser of others, whatever that throws.
 *
 * @param parts see `SourceFile`
 * @throws CitewellError
 */
export async function readForeignFile(file: FoundFile, parts: PartReading): Promise<ReadFile> {
  const { id, path } = file;
  const reader = readerOf(file);
  const { bytes, sha256 } = await readSourceFile(file, reader?.version ?? '');
  try {
    const documents = (await reader?.read({ id, path, bytes, parts })) ?? [];
    return { documents: withSize(documents, bytes), faults: [], lost: new Map(), sha256 };
  } catch (cause) {
    throw parserFault(id, cause);
  }
}
