import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeferredVerification } from '../../../src/store/sqlite/deferred-verification.js';
import { findingOf } from '../../../src/store/sqlite/file-finding.js';
import { readSeal } from '../../../src/store/sqlite/seal.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { VerifiedDatabase } from '../../../src/store/sqlite/verified-database.js';
import { threadStopped } from '../../../src/threads/thread-stopped.js';
import { WorkerClient } from '../../../src/threads/worker-client.js';
import { embeddedDocument } from '../../contract/support/embedded-documents.js';

/** What is younger is not remembered. In milliseconds. */
const SETTLED = 150;

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-verified-'));
  const store = await SqliteStore.open(folder);
  await store.apply({ put: [embeddedDocument('a', ['opened in 1990'], 16)] });
  await store.close();
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** As an engine opens it. */
async function openToAnswer(): Promise<void> {
  const store = await SqliteStore.open(folder, { onDoubt: () => undefined });
  await store.close();
}

function damage(): void {
  const raw = new Database(join(folder, 'knowledge.sqlite'));
  raw.exec("UPDATE documents SET title = 'Another'");
  raw.close();
}

/** What it takes for bytes that have changed by themselves: damage of which the system does not tell. */
async function damageUnseen(): Promise<{ state: VerifiedDatabase; sha256: string }> {
  damage();
  await sleep(SETTLED);
  const state = VerifiedDatabase.present(folder) as VerifiedDatabase;
  const { sha256 = '' } = readSeal(folder) ?? {};
  state.remember(sha256);
  return { state, sha256 };
}

describe('a database file that was verified', () => {
  it('is remembered once it is settled, and verified anew where the system says that it has changed', async () => {
    await sleep(SETTLED);
    await openToAnswer();
    expect(existsSync(join(folder, 'knowledge.verified'))).toBe(true);
    await openToAnswer();
    damage();
    await expect(openToAnswer()).rejects.toMatchObject({ code: 'index_damaged' });
  });

  it('is opened to answer without being read, and read by whoever may write to it', async () => {
    await damageUnseen();
    await openToAnswer();
    await expect(SqliteStore.open(folder)).rejects.toMatchObject({ code: 'index_damaged' });
  });

  it('is read after all, and where it is not what it was, the next opening looks through it', async () => {
    const remembered = await damageUnseen();
    let doubts = 0;
    const verification = new DeferredVerification(folder, remembered, () => doubts++, 0);
    await verification.done;
    expect(doubts).toBe(1);
    await expect(openToAnswer()).rejects.toMatchObject({ code: 'index_damaged' });
  });

  it('is not remembered while its times may hide another change', async () => {
    const soon = new Date(Date.now() + 60_000);
    utimesSync(join(folder, 'knowledge.sqlite'), soon, soon);
    rmSync(join(folder, 'knowledge.verified'), { force: true });
    await openToAnswer();
    expect(existsSync(join(folder, 'knowledge.verified'))).toBe(false);
  });

  it('is not remembered in a state that was asked for while its times might hide another change', async () => {
    rmSync(join(folder, 'knowledge.verified'), { force: true });
    damage();
    const state = VerifiedDatabase.present(folder);
    await sleep(SETTLED);
    state?.remember(readSeal(folder)?.sha256 ?? '');
    expect(existsSync(join(folder, 'knowledge.verified'))).toBe(false);
  });

  it('is not remembered by whoever has written it, but by who reads it after', async () => {
    await sleep(SETTLED);
    expect(existsSync(join(folder, 'knowledge.verified'))).toBe(false);
  });

  it('is never sealed by whoever has not read it', async () => {
    await damageUnseen();
    // Else there is nothing to save, and nothing would be sealed.
    rmSync(join(folder, 'passages.hnsw'));
    await openToAnswer();
    await expect(SqliteStore.open(folder)).rejects.toMatchObject({ code: 'index_damaged' });
  });

  it('is verified where what is remembered of it is damaged', async () => {
    await damageUnseen();
    writeFileSync(join(folder, 'knowledge.verified'), 'half a rec');
    await expect(openToAnswer()).rejects.toMatchObject({ code: 'index_damaged' });
  });
});

describe('a verification that is put off', () => {
  it('doubts nothing where another has written to the file meanwhile', async () => {
    const remembered = await damageUnseen();
    damage();
    const verification = new DeferredVerification(folder, remembered, () => expect.unreachable(), 0);
    await verification.done;
    expect(existsSync(join(folder, 'knowledge.verified'))).toBe(true);
  });

  it('ends with the store', async () => {
    const remembered = await damageUnseen();
    const verification = new DeferredVerification(folder, remembered, () => expect.unreachable(), 10);
    await verification.stop();
    await sleep(100);
    expect(existsSync(join(folder, 'knowledge.verified'))).toBe(true);
  });

  it('forgets a file that it has found to be another, though the store is closed before that is told', async () => {
    const remembered = await damageUnseen();
    const stop = WorkerClient.prototype.stop;
    const stopping = vi.spyOn(WorkerClient.prototype, 'stop').mockImplementation(function (
      this: WorkerClient,
    ) {
      void verification.stop();
      return stop.call(this);
    });
    const verification = new DeferredVerification(folder, remembered, () => expect.unreachable(), 0);
    await verification.done;
    expect(stopping).toHaveBeenCalledOnce();
    expect(existsSync(join(folder, 'knowledge.verified'))).toBe(false);
  });

  it('doubts no file where its thread ends, and leaves it to the next opening to verify', async () => {
    const remembered = await damageUnseen();
    vi.spyOn(WorkerClient.prototype, 'call').mockRejectedValue(threadStopped(new Error('spawn EAGAIN')));
    const verification = new DeferredVerification(folder, remembered, () => expect.unreachable(), 0);
    await verification.done;
    expect(existsSync(join(folder, 'knowledge.verified'))).toBe(false);
  });

  it('tells a file that cannot be read from a system that cannot open one more', () => {
    const failing = (code: string) => Object.assign(new Error(code), { code, syscall: 'read' });
    expect(findingOf(failing('EIO'))).toBe('unreadable');
    expect(findingOf(failing('EMFILE'))).toBe('unknown');
    expect(() => findingOf(new TypeError('a fault of ours'))).toThrow('a fault of ours');
  });
});
