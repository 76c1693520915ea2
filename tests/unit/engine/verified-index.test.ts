import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { Citewell } from '../../../src/citewell.js';
import { readSeal } from '../../../src/store/sqlite/seal.js';
import { VerifiedDatabase } from '../../../src/store/sqlite/verified-database.js';
import { useWorkspace } from '../indexing/support/workspace.js';

const workspace = useWorkspace();
const settings = () => ({ knowledge: workspace.knowledge, dataDir: workspace.dataDir, reader: false });

/** Empties the lexical index, of which neither the system nor any row's checksum tells. */
async function loseWordsUnseen(): Promise<void> {
  const raw = new Database(join(workspace.dataDir, 'knowledge.sqlite'));
  raw.exec('DELETE FROM lexicon');
  raw.close();
  await sleep(150);
  VerifiedDatabase.present(workspace.dataDir)?.remember(readSeal(workspace.dataDir)?.sha256 ?? '');
}

describe('an index that was damaged unseen', () => {
  it('is found so before a question is answered, and by a server some seconds after its start', async () => {
    workspace.write('tower.txt', 'The lighthouse of Kaldvik is 100 metres tall.');
    const writer = await Citewell.open(settings());
    await writer.index();
    await writer.close();
    await loseWordsUnseen();

    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const server = await Citewell.open({ ...settings() }, { verifiesLater: true });
    try {
      expect((await server.status()).ready).toBe(true);
      // A command that is run meanwhile is told, though nobody else has noticed yet.
      await expect(Citewell.open(settings())).rejects.toMatchObject({ code: 'index_damaged' });
      await expect
        .poll(() => server.search('lighthouse').catch(({ code }) => code), { timeout: 30_000 })
        .toBe('index_damaged');
      expect(warned).toHaveBeenCalledWith(expect.stringMatching(/not what it was when it was verified/));
    } finally {
      await server.close();
      vi.restoreAllMocks();
    }
  });
});
