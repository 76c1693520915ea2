import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededIntegers } from '../../src/evaluation/metrics/random.js';
import { inspectStore } from '../../src/store/sqlite/inspect-store.js';
import { repairStore } from '../../src/store/sqlite/repair-store.js';
import { run } from '../cli/support/run-cli.js';
import { ChangingCorpus } from './support/changing-corpus.js';
import { damage } from './support/damage.js';
import { indexFolder, wholeDocumentsOf } from './support/indexed-folder.js';
import { repeat, timesOf } from './support/repetition.js';
import { findingsOf } from './support/store-findings.js';

const REPAIRS = timesOf('REPAIRS', 40);

let folder: string;
let data: string;
let corpus: ChangingCorpus;
let sound: unknown[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-repair-'));
  data = join(folder, 'data');
  corpus = new ChangingCorpus(join(folder, 'knowledge'));
  for (let file = 0; file < 10; file++) corpus.add(seededIntegers(file));
  await indexFolder(corpus.folder, data);
  sound = await findingsOf(data);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function change(sql: string): void {
  const database = new Database(join(data, 'knowledge.sqlite'));
  // SQLite guards the tables below the lexical index otherwise.
  database.unsafeMode(true);
  database.exec(sql);
  database.close();
}

async function expectMended(): Promise<void> {
  await indexFolder(corpus.folder, data);
  expect(await wholeDocumentsOf(data)).toEqual(corpus.files);
  expect(await findingsOf(data)).toEqual(sound);
}

describe('repairing', () => {
  it('does nothing to a sound index', async () => {
    const before = readFileSync(join(data, 'knowledge.sqlite'));
    expect(await repairStore(data)).toEqual([]);
    expect(readFileSync(join(data, 'knowledge.sqlite')).equals(before)).toBe(true);
  });

  it.each([
    ['a text', "UPDATE documents SET text = 'x' || text WHERE key = 3", 1],
    ['a passage', 'UPDATE passages SET "end" = "end" - 1 WHERE document = 3 AND ordinal = 0', 1],
    ['a vector', 'UPDATE vectors SET vector = zeroblob(64) WHERE passage = 2', 1],
    ['a document without one of its passages', 'DELETE FROM passages WHERE document = 4 AND ordinal = 1', 1],
    ['the lexical index', 'DELETE FROM lexicon_data WHERE id > 10', 0],
    ['the terms of a passage', "UPDATE lexicon_content SET c0 = 'other' WHERE id = 5", 0],
    ['the counts', "UPDATE facts SET value = 1 WHERE name = 'passages'", 0],
  ])('mends %s, and indexing makes the rest anew', async (_, sql, dropped) => {
    change(sql);
    expect(() => inspectStore(data)).toThrow(expect.objectContaining({ code: 'index_damaged' }));
    const done = await repairStore(data);
    expect(done.filter((line) => line.startsWith('Dropped a document'))).toHaveLength(dropped);
    expect(inspectStore(data)).toMatch(/file intact/);
    expect((await wholeDocumentsOf(data)).size).toBe(corpus.files.size - dropped);
    await expectMended();
  });

  it('sets aside what cannot be read, and keeps it', async () => {
    writeFileSync(join(data, 'knowledge.sqlite'), 'no database at all'.repeat(1_000));
    expect(await repairStore(data)).toEqual([expect.stringContaining('beyond repair')]);
    expect(readdirSync(data).filter((name) => name.includes('.damaged-'))).not.toEqual([]);
    await expectMended();
  });

  it(`brings back the answers, whatever was damaged (${REPAIRS} copies)`, async () => {
    await repeat(REPAIRS, async (random) => {
      damage(data, ['knowledge.sqlite'], folder, random);
      // A file that is gone is no damage: there is no index, and indexing makes one.
      if (readdirSync(data).includes('knowledge.sqlite')) await repairStore(data);
      await expectMended();
    });
  });
});

describe('a damaged index on the command line', () => {
  const citewell = (...words: string[]) => run([...words, '--data-dir', data], { cwd: folder });

  it('ends commands with 4, a backup named; doctor says what is wrong and mends it', async () => {
    change("UPDATE documents SET text = 'x' || text WHERE key = 3");
    for (const words of [['ask', 'Who sold the mill?'], ['index'], ['export', 'backup.zip'], ['doctor']]) {
      const { code, stdout, stderr } = await citewell(...words);
      expect([words, code]).toEqual([words, 4]);
      expect(stdout + stderr).toMatch(
        /is damaged \(the text of file-\d\.txt\).*citewell import FILE --force/,
      );
      expect(stderr).not.toMatch(/\n\s+at /);
    }
    const repaired = await citewell('doctor', '--repair');
    expect(repaired.stdout).toMatch(/Dropped a document: the text of file-\d\.txt was damaged/);
    expect(repaired.stdout).toMatch(/✓ store/);
  });
});
