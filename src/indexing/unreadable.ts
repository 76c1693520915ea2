import { CitewellError } from '../errors.js';

/** The reason of a name that the system cannot be asked about: what is listed is not what it is called. */
export const NAME_NOT_UTF8 = 'name_not_utf8';

const WHAT_TO_DO: Readonly<Record<string, string>> = {
  ENOENT: 'Where it is a link, what it leads to is not there: mend or remove it.',
  ELOOP: 'It is a link that leads back to itself: mend or remove it.',
  EACCES: 'Check its permissions.',
  EPERM: 'Check its permissions.',
  ENAMETOOLONG: 'Give it a shorter name.',
  [NAME_NOT_UTF8]: 'Its name is not UTF-8: rename it.',
};

/** A file or folder that cannot be looked at, with what to do. @param reason the file system's code */
export function unreadable(id: string, reason: string, cause?: unknown): CitewellError {
  const advice = WHAT_TO_DO[reason] ?? 'Look whether its disk is there and sound.';
  return new CitewellError(
    'unreadable_file',
    `${id} cannot be read (${reason}). ${advice}`,
    { id, reason },
    { cause },
  );
}

/** Whether what was there a moment ago is there no longer. */
export function isGoneReason(reason: string): boolean {
  return reason === 'ENOENT' || reason === 'ENOTDIR';
}
