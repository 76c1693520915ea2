import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SqliteStore } from '../../../../src/store/sqlite/sqlite-store.js';
import { embeddedDocument, unitVector } from '../../../contract/support/embedded-documents.js';

const DIMENSIONS = 16;
/** More passages than a store adds one by one to the graph that it has. */
const MANY = 700;

/** Files that were loaded, and what one that begins waits for at its end: so it takes as long as a test needs. */
const loading = vi.hoisted(() => ({ count: 0, end: Promise.resolve() }));
vi.mock('../../../../src/store/sqlite/vector-file.js', async (original) => {
  const real = await original<typeof import('../../../../src/store/sqlite/vector-file.js')>();
  const loadVectorFile: typeof real.loadVectorFile = async (...file) => {
    loading.count++;
    const { end } = loading;
    const loaded = await real.loadVectorFile(...file);
    await end;
    return loaded;
  };
  return { ...real, loadVectorFile };
});

let folder: string;
let reader: SqliteStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-vectors-'));
  await change('a', 1);
  reader = await SqliteStore.open(folder, { savesVectors: false });
});
afterEach(async () => {
  await reader.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As another process does, which leaves the file of its graph. */
async function change(id: string, passages: number): Promise<void> {
  const texts = Array.from({ length: passages }, (_, number) => `${id} ${number}`);
  const writer = await SqliteStore.open(folder);
  await writer.apply({ put: [embeddedDocument(id, texts, DIMENSIONS)] });
  await writer.close();
}

async function found(): Promise<number> {
  const query = { vector: unitVector('x', DIMENSIONS), stems: [], limit: 3 * MANY };
  return (await reader.search(query)).candidates.length;
}

it('is loaded once for all who ask after a large change', async () => {
  await change('b', MANY);
  loading.count = 0;
  expect(await Promise.all(Array.from({ length: 9 }, found))).toEqual(Array(9).fill(MANY + 1));
  expect(await found()).toBe(MANY + 1);
  expect(loading.count).toBe(1);
});

it('is loaded once more for all who waited, where a large change came meanwhile', async () => {
  await change('b', MANY);
  const { promise, resolve } = deferred();
  loading.end = promise;
  loading.count = 0;
  const searches = Array.from({ length: 9 }, found);
  await expect.poll(() => loading.count).toBe(1);
  loading.end = Promise.resolve();
  await change('c', MANY);
  const loadedByWriter = loading.count - 1;
  resolve();
  expect(await Promise.all(searches)).toEqual(Array(9).fill(2 * MANY + 1));
  expect(loading.count - loadedByWriter).toBe(2);
});

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
