import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FingerprintedEmbeddings } from '../../src/embedding/fingerprinted-embeddings.js';
import type { CorpusDocument } from '../../src/evaluation/question-set.js';
import { Indexer } from '../../src/indexing/indexer.js';
import { SqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { timed } from '../measuring/quantile.js';

/** Indexes documents into a folder that is not there yet; the models are loaded before the clock starts. */
export async function indexingRound(
  documents: readonly CorpusDocument[],
  embeddings: FingerprintedEmbeddings,
  folder: string,
): Promise<{ texts: string[]; seconds: number }> {
  const knowledgeFolder = join(folder, 'documents');
  await mkdir(knowledgeFolder, { recursive: true });
  for (const { id, text } of documents) {
    await writeFile(join(knowledgeFolder, `${id.replaceAll(/\W/g, '-')}.md`), text);
  }
  const texts: string[] = [];
  const recording: FingerprintedEmbeddings = {
    fingerprint: embeddings.fingerprint,
    dimensions: embeddings.dimensions,
    embedQuery: (text) => embeddings.embedQuery(text),
    embedDocuments: (given) => {
      texts.push(...given);
      return embeddings.embedDocuments(given);
    },
  };
  await embeddings.embedDocuments(Array.from({ length: 64 }, () => 'ready'));
  const milliseconds = await timed(async () => {
    const store = await SqliteStore.open(join(folder, 'index'));
    await new Indexer(store, recording, { knowledgeFolder }).run([knowledgeFolder]);
    await store.close();
  });
  return { texts, seconds: milliseconds / 1000 };
}
