import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RandomInteger } from '../../../src/evaluation/metrics/random.js';

/** In bytes; a page of SQLite has 4,096, a sector of a disk 512. */
const BLOCKS = [1, 16, 512, 4_096, 16_384];

/**
 * Damages one file of a data folder as disks and people do.
 *
 * @param other a folder with files of the same names, of another time or another store
 * @returns what was done
 */
export function damage(
  folder: string,
  files: readonly string[],
  other: string,
  random: RandomInteger,
): string {
  const name = files[random(files.length)] ?? '';
  const file = join(folder, name);
  const { size } = statSync(file);
  const place = random(Math.max(1, size));
  const block = BLOCKS[random(BLOCKS.length)] ?? 1;
  const start = random(2) === 0 ? place : place - (place % block);
  switch (random(6)) {
    case 0:
      return write(name, file, 'bits flipped', (bytes) => {
        for (let flips = 1 + random(4); flips > 0; flips--) {
          const at = random(Math.max(1, size));
          bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
        }
      });
    case 1:
      return write(name, file, `${block} bytes zeroed at ${start}`, (bytes) =>
        bytes.fill(0, start, Math.min(size, start + block)),
      );
    case 2:
      return write(name, file, `${block} bytes of noise at ${start}`, (bytes) => {
        for (let at = start; at < Math.min(size, start + block); at++) bytes[at] = random(256);
      });
    case 3:
      return write(name, file, `${block} bytes repeated at ${start}`, (bytes) => {
        const from = random(Math.max(1, size));
        bytes.copy(bytes, start, from, from + block);
      });
    case 4:
      truncateSync(file, start);
      return `${name}: cut to ${start} of ${size} bytes`;
    default:
      rmSync(file);
      if (statSync(join(other, name), { throwIfNoEntry: false })) copyFileSync(join(other, name), file);
      return `${name}: swapped for another`;
  }
}

function write(name: string, file: string, what: string, change: (bytes: Buffer) => void): string {
  const bytes = readFileSync(file);
  change(bytes);
  writeFileSync(file, bytes);
  return `${name}: ${what}`;
}
