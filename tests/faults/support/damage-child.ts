import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { CitewellError } from '../../../src/errors.js';
import { seededIntegers } from '../../../src/evaluation/metrics/random.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { damage } from './damage.js';
import { findingsOf } from './store-findings.js';

/**
 * Damages copies of a data folder and asks each, in a process that may die of it:
 * `damage-child.ts SOUND OTHER SCRATCH SEED COUNT`. Writes a line of JSON a copy, before it asks and after.
 */
const [sound = '', other = '', scratch = '', seed = '0', count = '0'] = process.argv.slice(2);
const expected = await findingsOf(sound);
// What another process has open is no file to damage.
const files = readdirSync(sound).filter((name) => !name.endsWith('-shm') && name !== 'index-lock.sqlite');

for (let number = 0; number < Number(count); number++) {
  const copy = join(scratch, 'copy');
  rmSync(copy, { recursive: true, force: true });
  for (const name of files) cpSync(join(sound, name), join(copy, name));
  const random = seededIntegers(Number(seed) + number);
  const done = damage(copy, files, other, random);
  process.stdout.write(`${JSON.stringify({ seed: Number(seed) + number, done })}\n`);
  process.stdout.write(`${JSON.stringify({ outcome: await outcomeOf(copy) })}\n`);
}

async function outcomeOf(folder: string): Promise<string> {
  try {
    if (await isEmpty(folder)) return 'missing';
    return isDeepStrictEqual(await findingsOf(folder), expected) ? 'harmless' : 'WRONG';
  } catch (error) {
    if (error instanceof CitewellError) return error.code;
    return `UNCLEAR ${error instanceof Error ? `${error.name} ${error.message}` : String(error)}`;
  }
}

async function isEmpty(folder: string): Promise<boolean> {
  const store = await SqliteStore.open(folder, { savesVectors: false });
  try {
    return (await store.catalogue.state()).generation === 0;
  } finally {
    await store.close();
  }
}
