import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SqliteStore } from '../../../../src/store/sqlite/sqlite-store.js';
import { VectorIndex } from '../../../../src/store/sqlite/vector-index.js';
import { embeddedDocument, unitVector } from '../../../contract/support/embedded-documents.js';

const DIMENSIONS = 16;
/** More passages than a store adds one by one to the graph that it has. */
const MANY = 700;

let folder: string;
let reader: SqliteStore;
const load = vi.spyOn(VectorIndex, 'load');
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-vectors-'));
  await change('a', 'first');
  reader = await SqliteStore.open(folder, { savesVectors: false });
  load.mockClear();
});
afterEach(async () => {
  await reader.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As another process does, which leaves the file of its graph. */
async function change(id: string, ...passages: string[]): Promise<void> {
  const writer = await SqliteStore.open(folder);
  await writer.apply({ put: [embeddedDocument(id, passages, DIMENSIONS)] });
  await writer.close();
}

const many = Array.from({ length: MANY }, (_, number) => `passage ${number}`);
const search = () => reader.search({ vector: unitVector('x', DIMENSIONS), stems: [], limit: 2 * MANY });

it('is loaded once for all who ask after a large change', async () => {
  await change('b', ...many);
  load.mockClear();
  const found = await Promise.all(Array.from({ length: 9 }, search));
  expect(found.map(({ candidates }) => candidates.length)).toEqual(Array(9).fill(MANY + 1));
  expect(load).toHaveBeenCalledTimes(1);
  await search();
  expect(load).toHaveBeenCalledTimes(1);
});

it('is looked at again by those who waited while the store moved on', async () => {
  await change('b', ...many);
  const [early, late] = [search(), change('c', 'last').then(search)];
  expect((await early).candidates.length).toBeGreaterThanOrEqual(MANY + 1);
  expect((await late).candidates).toHaveLength(MANY + 2);
  expect(await reader.catalogue.state()).toMatchObject({ generation: 3 });
});
