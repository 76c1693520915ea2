/** Whether the file system has said so: `code` names what, and `syscall` what was asked of it. */
export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
