import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EmbeddedDocument } from '../../src/store/knowledge-store.js';
import { SqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { embeddedDocument, unitVector } from './support/embedded-documents.js';

const DIMENSIONS = 16;
/** More than there ever are: every passage of the graph is found. */
const ALL = 1_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-changes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Documents of the same text have the same title, too: only the first of them is in the graph. */
function documentOf(id: string, text: string): EmbeddedDocument {
  const { document, ...rest } = embeddedDocument(id, [`${text} one`, `${text} two`], DIMENSIONS);
  return { ...rest, document: { ...document, title: text } };
}

async function found(store: SqliteStore): Promise<number[]> {
  const { candidates } = await store.search({
    vector: unitVector('x', DIMENSIONS),
    stems: [],
    limit: ALL,
  });
  return candidates.map(({ passageId }) => passageId).sort((a, b) => a - b);
}

const change = fc.record({
  writer: fc.nat({ max: 1 }),
  put: fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.constantFrom('sea', 'hill', 'moor')), {
    maxLength: 3,
  }),
  remove: fc.subarray(['a', 'b', 'c', 'd', 'e'], { maxLength: 2 }),
  looks: fc.boolean(),
});

describe('a store that is open while it changes', () => {
  it('finds what one that is opened afterwards finds, whoever changed it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const dataFolder = mkdtempSync(join(folder, 'run-'));
        const writers = [await SqliteStore.open(dataFolder), await SqliteStore.open(dataFolder)];
        const reader = await SqliteStore.open(dataFolder, { savesVectors: false });
        for (const { writer, put, remove, looks } of changes) {
          const documents = new Map(put.map(([id, text]) => [id, documentOf(id, text)]));
          await writers[writer]?.apply({ put: documents.values(), remove });
          if (looks) await found(reader);
        }
        const later = await SqliteStore.open(dataFolder, { savesVectors: false });
        const expected = await found(later);
        for (const store of [...writers, reader]) expect(await found(store)).toEqual(expected);
        for (const store of [later, reader, ...writers]) await store.close();
      }),
      { numRuns: 25 },
    );
  });
});
