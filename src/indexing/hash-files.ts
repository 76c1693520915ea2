import { type FoundFile, readerOf } from './find-files.js';
import { readSourceFile, type SourceContent } from './source-file.js';

/** Files read at once: waiting for the disk one by one takes six times as long for small files. */
const MOST_FILES = 16;
/** What they may have together; a larger file is read alone. In bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/** A file with what its bytes hash to. */
export type HashedFile = { readonly file: FoundFile } & (
  | Pick<SourceContent, 'sha256' | 'facts'>
  | { readonly error: unknown }
);

/** Reads files and hashes them, some at once; in their order. A file that is not read has its error. */
export async function* hashFiles(files: readonly FoundFile[]): AsyncGenerator<HashedFile> {
  let group: FoundFile[] = [];
  let bytes = 0;
  for (const file of files) {
    if (group.length === MOST_FILES || (group.length > 0 && bytes + file.size > MOST_BYTES)) {
      yield* await Promise.all(group.map(hashed));
      [group, bytes] = [[], 0];
    }
    group.push(file);
    bytes += file.size;
  }
  yield* await Promise.all(group.map(hashed));
}

async function hashed(file: FoundFile): Promise<HashedFile> {
  try {
    const { bytes: _bytes, ...hash } = await readSourceFile(file, readerOf(file)?.version ?? '');
    return { file, ...hash };
  } catch (error) {
    return { file, error };
  }
}
