import { isFileError } from '../../file-error.js';

/** What was found of a file: its SHA-256, that its bytes cannot be read, or nothing, where the system lacks something. */
export type FileFinding = { readonly sha256: string } | 'unreadable' | 'unknown';

/** Codes of which the file is not the reason: too many are open, or there is no memory. */
const PASSING: ReadonlySet<string | undefined> = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EINTR']);

/** What a failure to read a file says of it. @throws what is no error of the file system */
export function findingOf(error: unknown): FileFinding {
  if (!isFileError(error)) throw error;
  return PASSING.has(error.code) ? 'unknown' : 'unreadable';
}
