import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Citewell } from '../../../src/citewell.js';
import { readSeal } from '../../../src/store/sqlite/seal.js';
import { VerifiedDatabase } from '../../../src/store/sqlite/verified-database.js';
import { useWorkspace } from '../indexing/support/workspace.js';

const workspace = useWorkspace();
const settings = () => ({ knowledge: workspace.knowledge, dataDir: workspace.dataDir, reader: false });

/** Empties the lexical index, of which no row's checksum tells, and makes the system tell nothing of it either. */
async function loseWordsUnseen(): Promise<void> {
  const raw = new Database(join(workspace.dataDir, 'knowledge.sqlite'));
  raw.exec('DELETE FROM lexicon');
  raw.close();
  await sleep(150);
  takeForVerified();
}

function takeForVerified(): void {
  VerifiedDatabase.present(workspace.dataDir)?.remember(readSeal(workspace.dataDir)?.sha256 ?? '');
}

beforeEach(async () => {
  workspace.write('tower.txt', 'The lighthouse of Kaldvik is 100 metres tall.');
  const writer = await Citewell.open(settings());
  await writer.index();
  await writer.close();
  await loseWordsUnseen();
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('an index that was damaged unseen', () => {
  it('is found so before a question is answered, and taken for verified no more', async () => {
    await expect(Citewell.open(settings())).rejects.toMatchObject({ code: 'index_damaged' });
    await expect(Citewell.open(settings(), { verifiesLater: true })).rejects.toMatchObject({
      code: 'index_damaged',
    });
  });

  it('is found so by a server some seconds after its start, whose operator is warned', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    // Where the machine is slow, it is found so before all is open.
    const server = await Citewell.open(settings(), { verifiesLater: true }).catch(({ code }) => code);
    if (server === 'index_damaged') return;
    try {
      await expect
        .poll(() => String(warned.mock.calls), { timeout: 30_000 })
        .toContain('The index is not what it was when it was verified');
      await expect(server.search('lighthouse')).rejects.toMatchObject({ code: 'index_damaged' });
    } finally {
      await server.close();
    }
  });
});
