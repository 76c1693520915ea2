import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { withIndexLock } from '../../../src/indexing/index-lock.js';
import { useWorkspace } from './support/workspace.js';

const workspace = useWorkspace();
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Another process that holds the lock until it is killed. */
async function holdElsewhere(): Promise<ChildProcess> {
  const lockModule = new URL('../../../src/indexing/index-lock.ts', import.meta.url).href;
  const script = `
    const { withIndexLock } = await import(${JSON.stringify(lockModule)});
    await withIndexLock(${JSON.stringify(workspace.dataDir)}, () => new Promise((resolve) => {
      setInterval(() => undefined, 1000);
      console.log('held');
    }));`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

const take = () => withIndexLock(workspace.dataDir, async () => 'taken');

describe('the lock of an index', () => {
  it('is taken, though nobody can be named, while the one that takes it writes its name', async () => {
    await take();
    const other = new Database(join(workspace.dataDir, 'index-lock.sqlite'));
    try {
      other.exec('BEGIN EXCLUSIVE');
      await expect(take()).rejects.toMatchObject({ code: 'index_locked' });
    } finally {
      other.close();
    }
    expect(await take()).toBe('taken');
  });

  it('is free for the first, and again after it, and makes the data folder', async () => {
    expect(await take()).toBe('taken');
    expect(existsSync(workspace.dataDir)).toBe(true);
    expect(await take()).toBe('taken');
  });

  it('is free again after a run that failed, whose error goes on', async () => {
    const failing = withIndexLock(workspace.dataDir, async () => Promise.reject(new Error('failed')));
    await expect(failing).rejects.toThrow('failed');
    expect(await take()).toBe('taken');
  });

  it('held by another process refuses, and says which process on which host since when', async () => {
    const before = Date.now();
    const child = await holdElsewhere();
    const refused = await take().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'index_locked', details: { pid: child.pid, host: hostname() } });
    const { since } = (refused as { details: { since: string } }).details;
    expect(new Date(since).getTime()).toBeGreaterThanOrEqual(before - 1_000);
    expect(String(refused)).toContain(`process ${child.pid} on ${hostname()} since ${since}`);
  });

  it('of a process that was killed is taken over at once', async () => {
    const child = await holdElsewhere();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await take()).toBe('taken');
  });

  it('refuses a second run in the same process, and the first keeps it', async () => {
    await withIndexLock(workspace.dataDir, async () => {
      await expect(take()).rejects.toMatchObject({ code: 'index_locked', details: { pid: process.pid } });
      await expect(take()).rejects.toMatchObject({ code: 'index_locked' });
    });
    expect(await take()).toBe('taken');
  });

  it('goes to exactly one of many that ask at once', async () => {
    let running = 0;
    let most = 0;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        withIndexLock(workspace.dataDir, async () => {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, 20));
          running--;
        }),
      ),
    );
    expect(most).toBe(1);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('says that a data folder which is a file cannot be used', async () => {
    writeFileSync(workspace.dataDir, '');
    await expect(take()).rejects.toMatchObject({ code: 'storage_failed' });
  });
});
