import type { Stats } from 'node:fs';

/** What the file system says of a file without reading it. */
export interface FileFacts {
  /** In bytes. */
  readonly size: number;
  /** When its bytes were last written, in milliseconds since 1970. Programs may set it to anything. */
  readonly modified: number;
  /** When its bytes or anything about it last changed, in milliseconds since 1970. The system alone sets it. */
  readonly changed: number;
  readonly inode: number;
}

export function factsOf({ size, mtimeMs, ctimeMs, ino }: Stats): FileFacts {
  return { size, modified: mtimeMs, changed: ctimeMs, inode: ino };
}

/**
 * Equal states of a file mean equal hashes, if the first of them was {@link isSettled | settled}: whatever writes to a
 * file, renames another to its name or sets its times back, moves one of these facts. Two things do not: a program that
 * goes on writing to pages which it has mapped into memory, and a file server whose clock is behind by more than the
 * grain.
 *
 * @param version see `contentVersion`
 */
export function stateOf({ size, modified, changed, inode }: FileFacts, version: string): string {
  return `${size} ${modified} ${changed} ${inode} ${version}`;
}

/**
 * Times have grains, 10 ms on most disks and up to 2 s (FAT): of two edits within one, the second moves no time. In
 * milliseconds.
 */
const COARSEST_GRAIN = 2_000;

/**
 * Whether any edit after `now` is bound to change the facts. Times of whole seconds are told of images whose files
 * all have the same (squashfs, ISO 9660), where another image may be mounted in their place, and of disks with coarse
 * times (FAT): such files are read at every run.
 *
 * @param grain in milliseconds; a finer one for files that nothing but Citewell writes to
 */
export function isSettled({ modified, changed }: FileFacts, now: number, grain = COARSEST_GRAIN): boolean {
  return now - Math.max(modified, changed) > grain && changed % 1_000 !== 0;
}
