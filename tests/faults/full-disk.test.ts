import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededIntegers } from '../../src/evaluation/metrics/random.js';
import { ChangingCorpus } from './support/changing-corpus.js';
import { indexFolder, wholeDocumentsOf } from './support/indexed-folder.js';
import { limitedIndexing } from './support/limited-indexing.js';
import { repeat, timesOf } from './support/repetition.js';
import { findingsOf } from './support/store-findings.js';

const LIMITS = timesOf('LIMITS', 12);

let folder: string;
let data: string;
let corpus: ChangingCorpus;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-full-'));
  data = join(folder, 'data');
  corpus = new ChangingCorpus(join(folder, 'knowledge'));
  for (let file = 0; file < 16; file++) corpus.add(seededIntegers(file));
  await indexFolder(corpus.folder, data);
});
afterEach(() => {
  chmodSync(data, 0o755);
  rmSync(folder, { recursive: true, force: true });
});

describe('a full disk', () => {
  it(
    `ends indexing with a clear error at any stage; it goes on where there is room again (${LIMITS} limits)`,
    async () => {
      let failed = 0;
      await repeat(LIMITS, async (random) => {
        const before = await wholeDocumentsOf(data);
        for (let changes = 0; changes < 3; changes++) corpus.change(random);
        const { code, output } = await limitedIndexing(corpus.folder, data, 16 + random(1_000));
        expect(output).toMatch(code === 0 ? /^done$/m : /^failed storage_failed: .*(full|room)/m);
        if (code !== 0) failed++;
        for (const [id, text] of await wholeDocumentsOf(data)) {
          expect([before.get(id), corpus.files.get(id)]).toContain(text);
        }
        expect(readdirSync(data).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
        await indexFolder(corpus.folder, data);
        expect(await wholeDocumentsOf(data)).toEqual(corpus.files);
      });
      // Limits that are never met prove nothing.
      expect(failed).toBeGreaterThan(LIMITS / 4);
      await indexFolder(corpus.folder, join(folder, 'undisturbed'));
      expect(await findingsOf(data)).toEqual(await findingsOf(join(folder, 'undisturbed')));
    },
    60_000 + LIMITS * 10_000,
  );
});

// To root nothing is read-only.
describe.skipIf(process.getuid?.() === 0)('a data folder that is read-only', () => {
  it('ends indexing with an error that says so, and keeps what is there', async () => {
    const before = await findingsOf(data);
    for (const name of readdirSync(data)) chmodSync(join(data, name), 0o444);
    chmodSync(data, 0o555);
    const { code, output } = await limitedIndexing(corpus.folder, data);
    expect(code).toBe(1);
    expect(output).toMatch(/failed storage_failed: .*is not writable/);
    chmodSync(data, 0o755);
    for (const name of readdirSync(data)) chmodSync(join(data, name), 0o644);
    expect(await findingsOf(data)).toEqual(before);
  });
});
