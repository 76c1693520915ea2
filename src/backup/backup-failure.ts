import { constants } from 'node:os';
import { CitewellError } from '../errors.js';
import { storageError } from '../store/sqlite/sqlite-database.js';

/** Names what the disk refused to a backup. @throws CitewellError `storage_failed`; what `run` fails with */
export async function backupFailure<Result>(file: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (!(code in constants.errno)) throw storageError(cause, file);
    throw new CitewellError(
      'storage_failed',
      `${file} could not be read or written (${code}). Look at its folder's permissions and room, and at those of the data folder; nothing was changed.`,
      { file, reason: code },
      { cause },
    );
  }
}
