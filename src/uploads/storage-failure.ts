import { constants } from 'node:os';
import { CitewellError } from '../errors.js';

/**
 * Runs what reads or writes a folder, and names what the file system refused; other failures stay as they are.
 *
 * @throws CitewellError `storage_failed`
 */
export async function storageFailure<Result>(folder: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const ofFiles = cause instanceof Error && 'syscall' in cause && 'path' in cause;
    if (!ofFiles || !(code in constants.errno)) throw cause;
    const advice = code === 'ENOSPC' || code === 'EDQUOT' ? 'its disk is full' : `see whether it is writable`;
    throw new CitewellError(
      'storage_failed',
      `${folder} could not be used (${code}): ${advice}.`,
      { folder, reason: code },
      { cause },
    );
  }
}
