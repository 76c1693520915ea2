import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { chunksOf } from './chunks.mjs';
import { asItComes } from './local-embeddings.mjs';

/** The recipe of the tutorials: split, embed, HNSWLib. It cannot replace a document: what changed means all anew. */
export function langchain(embeddings) {
  let store;
  const index = async (documents, folder) => {
    const chunks = await chunksOf(documents);
    const texts = chunks.map(({ text }) => text);
    const built = await HNSWLib.fromTexts(
      texts,
      chunks.map(({ id }) => ({ id })),
      embeddings,
    );
    await built.save(folder);
  };
  return {
    index,
    update: (documents, _changed, folder) => index(documents, folder),
    open: async (folder) => {
      store = await HNSWLib.load(folder, embeddings);
      await embeddings.embedQuery('ready');
    },
    ask: async (question) => {
      const [first] = await store.similaritySearch(question, 4);
      const text = first?.pageContent ?? '';
      return { text, passage: text };
    },
  };
}

export default () => langchain(asItComes());
