import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PassageEmbeddings } from '../../src/embedding/passage-embeddings.js';
import type { CorpusDocument } from '../../src/evaluation/question-set.js';
import { Indexer } from '../../src/indexing/indexer.js';
import { SqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { timed } from '../measuring/quantile.js';

/**
 * Indexes documents into a folder that is not there yet; the models are loaded before the clock starts.
 *
 * @returns the texts that the model takes one by one: passages, and sentences that are embedded alone
 */
export async function indexingRound(
  documents: readonly CorpusDocument[],
  embeddings: PassageEmbeddings,
  folder: string,
): Promise<{ texts: string[]; seconds: number }> {
  const knowledgeFolder = join(folder, 'documents');
  await mkdir(knowledgeFolder, { recursive: true });
  for (const { id, text } of documents) {
    await writeFile(join(knowledgeFolder, `${id.replaceAll(/\W/g, '-')}.md`), text);
  }
  const texts: string[] = [];
  const recording: PassageEmbeddings = {
    fingerprint: embeddings.fingerprint,
    workers: embeddings.workers,
    embedPassages: (given) => {
      for (const { text, parts } of given) {
        const alone = parts.filter((part) => part.alone);
        texts.push(text, ...alone.map(({ start, end }) => text.slice(start, end)));
      }
      return embeddings.embedPassages(given);
    },
  };
  await embeddings.embedPassages(Array.from({ length: 64 }, () => ({ text: 'ready', parts: [] })));
  const milliseconds = await timed(async () => {
    const store = await SqliteStore.open(join(folder, 'index'));
    await new Indexer(store, recording, { knowledgeFolder }).run([knowledgeFolder]);
    await store.close();
  });
  return { texts, seconds: milliseconds / 1000 };
}
