import { CitewellError } from '../errors.js';

/** @param what goes on after the file's id, and says what to do */
export function unreadable(id: string, what: string, cause?: unknown): CitewellError {
  return new CitewellError('unreadable_file', `${id} ${what}`, { document: id }, { cause });
}
