import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { Indexer } from '../../../src/indexing/indexer.js';
import { splitPassages } from '../../../src/passages/split-passages.js';
import { inspectStore } from '../../../src/store/sqlite/inspect-store.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { unitVector } from '../../contract/support/embedded-documents.js';
import { HashedEmbeddings } from './hashed-embeddings.js';

/** Indexes in this process, undisturbed. */
export async function indexFolder(knowledgeFolder: string, dataFolder: string): Promise<void> {
  const store = await SqliteStore.open(dataFolder);
  try {
    const report = await new Indexer(store, new HashedEmbeddings(), { knowledgeFolder }).run([
      knowledgeFolder,
    ]);
    expect(report.failures).toEqual([]);
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

/** What is asked: each word occurs in many passages, the vectors point anywhere. */
const STEMS = [['lighthous'], ['harbour', 'sold'], ['archiv', 'mill', 'burnt'], ['zebra']];

/** All that answers follow from: what searches find in a folder, with every score. */
export async function findingsOf(dataFolder: string): Promise<unknown[]> {
  const store = await SqliteStore.open(dataFolder, { savesVectors: false });
  try {
    const findings: unknown[] = [];
    for (const stems of STEMS) {
      for (const limit of [10, 1_000]) {
        const vector = unitVector(stems.join(' '), 16);
        // Which of equally good passages a short list holds, follows from nothing: only its dense half is asked for.
        const found = await store.search({ vector, stems: limit === 10 ? [] : stems, limit });
        const passages = await store.catalogue.passages(found.candidates.map(({ passageId }) => passageId));
        const scores = new Map(found.candidates.map((candidate) => [candidate.passageId, candidate]));
        const lines = passages.map(({ id, document, passage, text }) => {
          const { cosine, bm25 } = scores.get(id) ?? {};
          return JSON.stringify([document.id, document.sha256, passage, text, cosine, bm25]);
        });
        findings.push({ stems, lines: lines.sort(), counts: [...found.passageFrequencies] });
      }
    }
    return findings;
  } finally {
    await store.close();
  }
}
