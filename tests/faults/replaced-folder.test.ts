import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportBackup } from '../../src/backup/export-backup.js';
import { Citewell } from '../../src/citewell.js';
import { runImport } from '../../src/engine/change-index.js';
import { packageRoot } from '../../src/package-root.js';

const QUESTION = 'How much is Alibaba investing?';

let folder: string;
let citewell: Citewell;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-replaced-'));
  const knowledge = join(packageRoot, 'knowledge');
  citewell = await Citewell.open({ knowledge, dataDir: join(folder, 'data'), reader: false });
  await citewell.index();
});
afterEach(async () => {
  await citewell.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a data folder that is taken from an open Citewell', () => {
  it('answers no more once it is removed, and again once it is indexed anew', async () => {
    expect(await citewell.ask(QUESTION)).toMatchObject({ outcome: 'answered' });
    rmSync(join(folder, 'data'), { recursive: true });
    await expect(citewell.ask(QUESTION)).rejects.toMatchObject({ code: 'not_ready' });
    expect(await citewell.status()).toMatchObject({ ready: false, documents: 0 });
    expect(await citewell.listDocuments()).toEqual([]);
    await citewell.index();
    expect(await citewell.ask(QUESTION)).toMatchObject({ outcome: 'answered' });
  });

  it('answers from the one that takes its place', async () => {
    const other = await Citewell.open({ ...citewell.settings, dataDir: join(folder, 'other') });
    await other.index();
    await other.close();
    rmSync(join(folder, 'data'), { recursive: true });
    renameSync(join(folder, 'other'), join(folder, 'data'));
    expect(await citewell.ask(QUESTION)).toMatchObject({ outcome: 'answered' });
  });

  it('goes on through an import, which is another generation', async () => {
    const { generation } = await citewell.status();
    await exportBackup(citewell.settings.dataDir, join(folder, 'backup.zip'));
    await citewell.removeDocuments(['china-ai-open-source.txt']);
    expect(await citewell.ask(QUESTION)).toMatchObject({ reason: 'empty_knowledge' });
    await runImport(citewell.settings, join(folder, 'backup.zip'), { force: true });
    const answer = await citewell.ask(QUESTION);
    expect(answer.outcome).toBe('answered');
    expect(answer.index.generation).toBeGreaterThan(generation + 1);
  });
});

describe('closing twice', () => {
  it('waits for the same end', async () => {
    const ends: string[] = [];
    const first = citewell.close().then(() => ends.push('first'));
    await citewell.close();
    expect(ends).toEqual(['first']);
    await first;
  });
});
