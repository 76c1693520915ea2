import { isFileError } from '../../file-error.js';
import { sha256OfFile } from '../../file-sha256.js';
import { giveWay } from '../../threads/background-priority.js';
import { serveCalls } from '../../threads/serve-calls.js';

/** What was found of a file: its SHA-256, that its bytes cannot be read, or nothing, where the system lacks something. */
export type FileFinding = { readonly sha256: string } | 'unreadable' | 'unknown';

/** Codes of which the file is not the reason: too many are open, or there is no memory. */
const PASSING: ReadonlySet<string | undefined> = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EINTR']);

serveCalls({
  hash: (file: string, { signal }) => sha256OfFile(file, signal),
  findInBackground: async (file: string, { signal }): Promise<FileFinding> => {
    giveWay();
    try {
      return { sha256: await sha256OfFile(file, signal) };
    } catch (error) {
      if (!isFileError(error)) throw error;
      return PASSING.has(error.code) ? 'unknown' : 'unreadable';
    }
  },
});
