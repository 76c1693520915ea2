import type { CitewellError } from '../errors.js';
import type { Document } from './document.js';

/** A file as found below the knowledge folder. */
export interface SourceFile {
  /** Path relative to the knowledge folder, `/` separators: the id of a document that fills the file. */
  readonly id: string;
  /** Where to read it; for error messages on the command line only. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Told of each part that cannot be read while others can. Left out, the first such part fails the whole file. */
  readonly onFault?: (fault: CitewellError) => void;
  /** For formats whose files hold files. Left out, all of those are read. */
  readonly parts?: PartReading;
}

/** How the files that a file holds (attachments of a mail) are read: one that costs the process is left out then. */
export interface PartReading {
  /** Waited for before each of them is read. */
  onPart(id: string): Promise<void>;
  /** A sentence that says why a part is not to be read; `undefined` where it is. */
  leftOut(id: string): string | undefined;
}

/** Turns one file of a format into documents. */
export interface DocumentReader {
  /** Lower-case extensions with the dot: `['.md', '.markdown']`. */
  readonly extensions: readonly string[];
  /** Changes whenever the same bytes would be read differently: it makes the index read the file again. */
  readonly version: string;
  /** Whether a parser of others reads the format: it runs in a process of its own, which a hostile file may end. */
  readonly foreign?: boolean;
  /**
   * @throws CitewellError `not_text` where the bytes are not the format's text, `unreadable_file` where
   * the format is broken; the message names the file's id and, where there is one, the line.
   */
  read(file: SourceFile): Promise<Document[]>;
}
