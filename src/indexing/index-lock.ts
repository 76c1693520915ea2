import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { CitewellError } from '../errors.js';

const holderSchema = z.object({ pid: z.int(), host: z.string(), since: z.string() });

/**
 * Holds the data folder for one indexing run at a time. A lock whose process is gone is taken over.
 *
 * @throws CitewellError `index_locked`, naming the holder; `storage_failed`
 */
export async function withIndexLock<Result>(dataFolder: string, run: () => Promise<Result>): Promise<Result> {
  const file = join(dataFolder, 'index.lock');
  await acquire(dataFolder, file);
  try {
    return await run();
  } finally {
    await rm(file, { force: true });
  }
}

async function acquire(dataFolder: string, file: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await mkdir(dataFolder, { recursive: true });
      const handle = await open(file, 'wx');
      await handle.writeFile(
        JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() }),
      );
      await handle.close();
      return;
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) {
        const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
        throw new CitewellError(
          'storage_failed',
          `The data folder ${dataFolder} is not writable (${reason}). Change its permissions, or choose another with --data-dir.`,
          { dataFolder, reason },
          { cause },
        );
      }
    }
    const holder = await readHolder(file);
    const stale = !holder || (holder.host === hostname() && !isRunning(holder.pid));
    if (!stale || attempt > 0) throw locked(dataFolder, holder);
    await rm(file, { force: true });
  }
}

async function readHolder(file: string): Promise<z.infer<typeof holderSchema> | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Half-written by a process that died, or gone in the meantime: nobody holds it.
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function locked(dataFolder: string, holder: z.infer<typeof holderSchema> | undefined): CitewellError {
  const by = holder ? ` by process ${holder.pid} on ${holder.host} since ${holder.since}` : '';
  return new CitewellError(
    'index_locked',
    `${dataFolder} is being indexed${by}. Wait until it has finished, then try again.`,
    { dataFolder, ...holder },
  );
}
