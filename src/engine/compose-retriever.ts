import { join } from 'node:path';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { readVocabulary } from '../reading/vocabulary.js';
import { SpellingCorrector } from '../retrieval/correct-spelling.js';
import { Retriever } from '../retrieval/retriever.js';
import type { KnowledgeStore } from '../store/knowledge-store.js';
import { READER_FOLDER } from './reader-folder.js';

/**
 * A retriever that corrects slips. What is a word, and so no slip, the reader's vocabulary tells: some 22,000
 * whole words, which is there with the reader off as well.
 *
 * @throws CitewellError `model_damaged`
 */
export async function composeRetriever(
  store: KnowledgeStore,
  embeddings: EmbeddingsInterface,
  modelsFolder: string,
): Promise<Retriever> {
  const words = await readVocabulary(join(modelsFolder, READER_FOLDER));
  return new Retriever(store, embeddings, new SpellingCorrector(store.vocabulary, (word) => words.has(word)));
}
