import type { Readable } from 'node:stream';
import type { IndexFailure } from '../indexing/index-report.js';

/** A file that has arrived whole and waits to take its place. */
export interface StagedFile {
  /** Safe, and the id of the document that fills it. */
  readonly name: string;
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** `add` takes the place of no file that is there; `replace` does. */
export type KeepMode = 'add' | 'replace';

/** The files that were given over HTTP. */
export interface Uploads {
  /**
   * Writes a file to where no index looks, as it comes.
   *
   * @param given what the client calls it
   * @param signal ends it; then, as with any failure, nothing is left
   * @throws CitewellError `upload_invalid`, `unsupported_format`, `storage_failed`; what `content` fails with
   */
  receive(given: string, content: Readable, signal: AbortSignal): Promise<StagedFile>;
  /**
   * Puts all of the files in place, or none where one could not be indexed. Durable once it has resolved.
   *
   * @returns what is wrong, file by file; empty where all are kept
   * @throws CitewellError `storage_failed`
   */
  keep(files: readonly StagedFile[], mode: KeepMode): Promise<readonly IndexFailure[]>;
  /** Removes files that are not kept. */
  discard(files: readonly StagedFile[]): Promise<void>;
  /** @returns false where there is no such file. @throws CitewellError `storage_failed` */
  remove(name: string): Promise<boolean>;
}
