import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { indexFiles } from '../../../src/indexing/index-files.js';
import { splitPassages } from '../../../src/passages/split-passages.js';
import { inspectStore } from '../../../src/store/sqlite/inspect-store.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { HashedEmbeddings } from './hashed-embeddings.js';

/** Indexes the knowledge folder, or another path, in this process, undisturbed. @returns how many texts were embedded */
export async function indexFolder(
  knowledgeFolder: string,
  dataFolder: string,
  embeddings = new HashedEmbeddings(),
  path = knowledgeFolder,
): Promise<number> {
  const store = await SqliteStore.open(dataFolder);
  try {
    const report = await indexFiles(store, dataFolder, embeddings, [path], { knowledgeFolder });
    expect(report.failures).toEqual([]);
    return report.embedded;
  } finally {
    await store.close();
  }
}

/** Text by id of all that the store holds, each document whole: its passages are those of its text, once each. */
export async function wholeDocumentsOf(dataFolder: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const store = await SqliteStore.open(dataFolder, { savesVectors: false });
  try {
    for (const { id } of await store.catalogue.documents({ limit: 1_000 })) {
      const document = await store.catalogue.document(id);
      if (!document) throw new Error(`${id} is listed and not there`);
      expect(spansOf(dataFolder, id)).toEqual(splitPassages(document).map(({ start, end }) => [start, end]));
      texts.set(id, document.text);
    }
    const { documents, generation } = await store.catalogue.state();
    expect(documents).toBe(texts.size);
    if (generation > 0) inspectStore(dataFolder);
    return texts;
  } finally {
    await store.close();
  }
}

function spansOf(dataFolder: string, id: string): unknown[] {
  const database = new Database(join(dataFolder, 'knowledge.sqlite'), { readonly: true });
  try {
    return database
      .prepare(
        `SELECT "start", "end" FROM passages WHERE document = (SELECT key FROM documents WHERE id = ?)
         ORDER BY ordinal`,
      )
      .raw()
      .all(id);
  } finally {
    database.close();
  }
}
