import { CitewellError } from '../errors.js';
import { type FoundFile, readerOf } from './find-files.js';
import type { ReadFile } from './read-file.js';
import { readSourceFile } from './source-file.js';

/**
 * Reads a file with a parser of others, whatever that throws.
 *
 * @throws CitewellError
 */
export async function readForeignFile(file: FoundFile): Promise<ReadFile> {
  const { id, path } = file;
  const reader = readerOf(file);
  const { bytes, sha256 } = await readSourceFile(file, reader?.version ?? '');
  try {
    return { documents: (await reader?.read({ id, path, bytes })) ?? [], faults: [], sha256 };
  } catch (cause) {
    if (cause instanceof CitewellError) throw cause;
    throw new CitewellError(
      'unreadable_file',
      `${id} can't be read: ${faultOf(cause)}`,
      { document: id },
      { cause },
    );
  }
}

/** Parsers throw what they like at a broken file; V8 says what it has run out of with a `RangeError`. */
function faultOf(cause: unknown): string {
  if (cause instanceof RangeError) {
    return /call stack/u.test(cause.message)
      ? 'its parts nest too deep. Save it anew from a program that can open it.'
      : 'it unpacks to more than fits into memory. Split it.';
  }
  return 'it is damaged, or has another format than its name says. Save it anew from a program that can open it.';
}
