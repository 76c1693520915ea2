import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { factsOf, isSettled } from '../../../src/file-state.js';
import { type FoundFile, findFiles } from '../../../src/indexing/find-files.js';
import { hashFiles } from '../../../src/indexing/hash-files.js';
import { indexFiles } from '../../../src/indexing/index-files.js';
import { RememberedHashes } from '../../../src/indexing/remembered-hashes.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { CountingEmbeddings } from './support/counting-embeddings.js';
import { useWorkspace } from './support/workspace.js';

const workspace = useWorkspace();
/** Longer than the grain of times on the disks that tests run on, in milliseconds. */
const GRAIN = 15;

// Files of a test are seconds old at most: read a minute later, they are settled.
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 }));
afterEach(() => vi.useRealTimers());

const fileOf = () => join(workspace.dataDir, 'file-hashes.sqlite');
const pathOf = (name: string) => join(workspace.knowledge, name);
const files = async (path = workspace.knowledge) => (await findFiles(path, workspace.knowledge)).files;

/** Hashes by file, as a run has them; of none that could not be read. */
async function hashed(
  found: readonly FoundFile[],
  root = '.',
  hashes = RememberedHashes.open(workspace.dataDir),
): Promise<Record<string, string>> {
  const result: Record<string, string> = {};
  try {
    for await (const { file, ...outcome } of hashes.hash(root, found)) {
      if ('sha256' in outcome) result[file.id] = outcome.sha256;
    }
  } finally {
    hashes.close();
  }
  return result;
}

async function read(found: readonly FoundFile[]): Promise<Record<string, string>> {
  const result: Record<string, string> = {};
  for await (const { file, ...outcome } of hashFiles(found)) {
    if ('sha256' in outcome) result[file.id] = outcome.sha256;
  }
  return result;
}

/** The same files, as if nobody could read them: those whose hashes are remembered need not be. */
const unreadable = (found: readonly FoundFile[]) =>
  found.map((file) => ({ ...file, path: join(workspace.folder, 'nowhere') }));

describe('hashes that are remembered', () => {
  beforeEach(() => mkdirSync(workspace.dataDir));

  it('spare reading the files that have not changed, and no others', async () => {
    for (const name of ['a.txt', 'b.md', 'c/d.txt']) workspace.write(name, name);
    const first = await hashed(await files());
    expect(first).toEqual(await read(await files()));
    expect(await hashed(unreadable(await files()))).toEqual(first);
    workspace.write('b.md', 'else');
    workspace.write('new.txt', 'new');
    expect(Object.keys(await hashed(unreadable(await files())))).toEqual(['a.txt', 'c/d.txt']);
    expect(await hashed(await files())).toEqual(await read(await files()));
  });

  it('are not of a file that was touched, set back, or replaced by an older one of its size', async () => {
    for (const name of ['touched', 'set-back', 'replaced', 'older']) workspace.write(`${name}.txt`, name);
    workspace.write('older.txt', 'REPLACED');
    const past = new Date('2024-05-06T07:08:09Z');
    utimesSync(pathOf('set-back.txt'), past, past);
    await delay(GRAIN);
    const first = await hashed(await files());
    await delay(GRAIN);
    utimesSync(pathOf('touched.txt'), new Date(), new Date());
    workspace.write('set-back.txt', 'SET-BACK');
    utimesSync(pathOf('set-back.txt'), past, past);
    renameSync(pathOf('older.txt'), pathOf('replaced.txt'));
    const again = await hashed(await files());
    expect(again).toEqual(await read(await files()));
    expect(again['touched.txt']).toBe(first['touched.txt']);
    for (const name of ['set-back.txt', 'replaced.txt']) expect(again[name]).not.toBe(first[name]);
  });

  it('are none of files that changed a moment ago', async () => {
    vi.useRealTimers();
    workspace.write('a.txt', 'a');
    expect(Object.keys(await hashed(await files()))).toEqual(['a.txt']);
    expect(await hashed(unreadable(await files()))).toEqual({});
  });

  it('are those of a plain reading, whatever was done to the files', async () => {
    const name = fc.constantFrom('a.txt', 'b.txt', 'c.txt', 'd/e.txt');
    const text = fc.constantFrom('one', 'two', 'three');
    const edit = fc.oneof(
      fc.record({ kind: fc.constant('write' as const), name, text }),
      fc.record({ kind: fc.constant('remove' as const), name }),
      fc.record({ kind: fc.constant('rename' as const), name, to: name }),
      fc.record({ kind: fc.constant('set' as const), name, seconds: fc.integer({ min: 0, max: 5 }) }),
    );
    const runs = fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 });
    const property = fc.asyncProperty(runs, async (bursts) => {
      rmSync(workspace.knowledge, { recursive: true });
      rmSync(fileOf(), { force: true });
      for (const each of ['a.txt', 'd/e.txt']) workspace.write(each, 'one');
      for (const edits of bursts) {
        for (const change of edits) {
          const path = pathOf(change.name);
          const exists = statSync(path, { throwIfNoEntry: false }) !== undefined;
          if (change.kind === 'write') workspace.write(change.name, change.text);
          else if (!exists) continue;
          else if (change.kind === 'remove') rmSync(path);
          else if (change.kind === 'rename') renameSync(path, pathOf(change.to));
          else utimesSync(path, change.seconds, change.seconds);
        }
        const found = await files();
        expect(await hashed(found)).toEqual(await read(found));
        await delay(GRAIN);
      }
    });
    await fc.assert(property, { numRuns: 25 });
  });

  it('are forgotten with their files, those below other roots kept', async () => {
    for (const name of ['a/one.txt', 'b/two.txt']) workspace.write(name, name);
    await hashed(await files());
    workspace.remove('a/one.txt');
    await hashed(await files(pathOf('a')), './a');
    const sources = () => new Database(fileOf()).prepare('SELECT source FROM hashes').pluck().all();
    expect(sources()).toEqual(['./b/two.txt']);
    workspace.remove('b/two.txt');
    await hashed(await files());
    expect(sources()).toEqual([]);
  });

  it('are of one version of the readers', async () => {
    workspace.write('a.txt', 'a');
    const first = await hashed(await files());
    const database = new Database(fileOf());
    const [state] = database.prepare('SELECT state FROM hashes').pluck().all() as [string];
    expect(state).toMatch(/ plain-text-\d+$/u);
    database.close();
    const asMarkdown = (await files()).map((file) => ({ ...file, id: 'a.md' }));
    expect(await hashed(asMarkdown)).not.toEqual({ 'a.md': first['a.txt'] });
  });
});

describe('a run', () => {
  it('goes by the hashes that the run before it has left', async () => {
    workspace.write('a.txt', 'A sentence.');
    const store = await SqliteStore.open(workspace.dataDir, { savesVectors: false });
    const run = async () => {
      const onProgress = vi.fn();
      const options = { knowledgeFolder: workspace.knowledge, onProgress };
      const { dataDir, knowledge } = workspace;
      const report = await indexFiles(store, dataDir, new CountingEmbeddings(), [knowledge], options);
      // Told of as soon as there is a file to index.
      return { ...report, indexed: onProgress.mock.calls.length > 0 };
    };
    try {
      expect(await run()).toMatchObject({ added: 1, indexed: true });
      expect(await run()).toMatchObject({ unchanged: 1, indexed: false });
      const database = new Database(fileOf());
      const state = database.prepare('SELECT state FROM hashes').pluck().get();
      const checksum = crc32(`./a.txt\0${state}\0wrong`);
      database.prepare(`UPDATE hashes SET sha256 = 'wrong', checksum = ?`).run(checksum);
      database.close();
      expect(await run()).toMatchObject({ unchanged: 1, indexed: true });
    } finally {
      await store.close();
    }
  });
});

describe('the file of hashes', () => {
  beforeEach(async () => {
    mkdirSync(workspace.dataDir);
    for (const name of ['a.txt', 'b.txt']) workspace.write(name, name);
    await hashed(await files());
  });

  const damages: Record<string, () => void> = {
    'is no database': () => writeFileSync(fileOf(), 'x'.repeat(5_000)),
    'is cut off': () => truncateSync(fileOf(), 4_096),
    'is empty': () => truncateSync(fileOf(), 0),
    'has other tables': () => new Database(fileOf()).exec('DROP TABLE hashes').close(),
    'is of another version': () => new Database(fileOf()).exec('PRAGMA user_version = 99').close(),
    'has a row with the hash of another file': () =>
      new Database(fileOf())
        .exec(`UPDATE hashes SET sha256 = (SELECT sha256 FROM hashes WHERE source = './b.txt')`)
        .close(),
  };
  it.each(Object.keys(damages))('is made anew where it %s', async (what) => {
    damages[what]?.();
    for (let run = 0; run < 2; run++) expect(await hashed(await files())).toEqual(await read(await files()));
    expect(await hashed(unreadable(await files()))).toEqual(await read(await files()));
  });

  it('is done without where it cannot be had, or another holds it', async () => {
    const holder = new Database(fileOf());
    holder.exec('BEGIN EXCLUSIVE');
    expect(await hashed(await files())).toEqual(await read(await files()));
    holder.close();
    expect(readFileSync(fileOf()).byteLength).toBeGreaterThan(0);
    rmSync(workspace.dataDir, { recursive: true });
    writeFileSync(workspace.dataDir, 'no folder');
    expect(await hashed(await files())).toEqual(await read(await files()));
    rmSync(workspace.dataDir);
    mkdirSync(fileOf(), { recursive: true });
    expect(await hashed(await files())).toEqual(await read(await files()));
  });
});

describe('a file whose facts tell of every later edit', () => {
  const facts = { size: 1, inode: 7 };

  it('has not changed within the coarsest grain of times', () => {
    const at = 1_700_000_000_123.4;
    expect(isSettled({ ...facts, modified: at, changed: at }, at + 2_001)).toBe(true);
    expect(isSettled({ ...facts, modified: at, changed: at }, at + 1_999)).toBe(false);
    expect(isSettled({ ...facts, modified: 0, changed: at }, at + 1_999)).toBe(false);
    expect(isSettled({ ...facts, modified: at + 3_600_000, changed: at }, at + 5_000)).toBe(false);
  });

  it('has a time of its own, not that of a whole image', () => {
    const at = 1_700_000_000_000;
    expect(isSettled({ ...facts, modified: at, changed: at }, at + 60_000)).toBe(false);
    expect(isSettled({ ...facts, modified: at, changed: at + 0.25 }, at + 60_000)).toBe(true);
  });

  it('says what the system says', () => {
    workspace.write('a.txt', 'abc');
    const { size, modified, changed } = factsOf(statSync(pathOf('a.txt')));
    expect(size).toBe(3);
    expect(Math.abs(modified - changed)).toBeLessThan(1_000);
  });
});
