import type { Document } from '../documents/document.js';
import type { CitewellError } from '../errors.js';
import { type FoundFile, readerOf } from './find-files.js';
import type { ReadingProcess } from './reading-process.js';
import { readSourceFile, withSize } from './source-file.js';

/** What a file holds, and the hash of the very bytes that it was read from. */
export interface ReadFile {
  readonly documents: readonly Document[];
  /** Parts of the file that cannot be read; each says which. */
  readonly faults: readonly CitewellError[];
  /** Attachments that their parser did not survive, with why: at another try, on a machine less busy, it may. */
  readonly lost: ReadonlyMap<string, CitewellError>;
  /** See `Source.sha256`. */
  readonly sha256: string;
}

/**
 * The documents of a file: read in place where the parser is ours, in a process of its own where it is not.
 *
 * @throws CitewellError `unreadable_file`, `not_text`, `file_too_large`, `duplicate_document`, `cancelled`
 */
export async function readFile(file: FoundFile, reading: ReadingProcess): Promise<ReadFile> {
  const { address } = file;
  const read = await readWhole(file, reading);
  if (address === undefined) return read;
  return { ...read, documents: read.documents.map((document) => fetched(document, address)) };
}

async function readWhole(file: FoundFile, reading: ReadingProcess): Promise<ReadFile> {
  const reader = readerOf(file);
  if (reader === undefined) return { documents: [], faults: [], lost: new Map(), sha256: '' };
  if (reader.foreign === true) return reading.read(file);
  const { bytes, sha256 } = await readSourceFile(file, reader.version);
  const faults: CitewellError[] = [];
  const onFault = (fault: CitewellError) => faults.push(fault);
  const documents = await reader.read({ id: file.id, path: file.path, bytes, onFault });
  return { documents: withSize(documents, bytes), faults, lost: new Map(), sha256 };
}

/** A page is linked where it was fetched, whatever it says of itself: its quotes stand there. */
function fetched(document: Document, address: string): Document {
  return { ...document, title: document.title === '' ? address : document.title, url: address };
}
