import { join } from 'node:path';
import { connect, Index, rerankers } from '@lancedb/lancedb';
import { chunksOf } from './chunks.mjs';
import { tuned } from './local-embeddings.mjs';

const TABLE = 'chunks';

/** LanceDB's hybrid search: vectors and full text on disk, fused by reciprocal rank. */
export default () => {
  const embeddings = tuned();
  let table;
  let reranker;
  const rowsOf = async (documents) => {
    const chunks = await chunksOf(documents);
    const vectors = await embeddings.embedDocuments(chunks.map(({ text }) => text));
    return chunks.map(({ id, document, text }, n) => ({ id, document, text, vector: vectors[n] }));
  };
  const connectTo = (folder) => connect(join(folder, 'lancedb'));
  return {
    index: async (documents, folder) => {
      const database = await connectTo(folder);
      table = await database.createTable(TABLE, await rowsOf(documents), { mode: 'overwrite' });
      await table.createIndex('text', { config: Index.fts() });
    },
    update: async (_documents, changed, folder) => {
      table = await (await connectTo(folder)).openTable(TABLE);
      const ids = changed.map(({ id }) => `'${id}'`).join(', ');
      await table.delete(`document IN (${ids})`);
      await table.add(await rowsOf(changed));
      await table.optimize();
    },
    open: async (folder) => {
      table = await (await connectTo(folder)).openTable(TABLE);
      reranker = await rerankers.RRFReranker.create();
      await embeddings.embedQuery('ready');
    },
    ask: async (question) => {
      const hits = await table
        .query()
        .nearestTo(await embeddings.embedQuery(question))
        .fullTextSearch(question, { columns: ['text'] })
        .rerank(reranker)
        .limit(4)
        .toArray();
      const text = hits[0]?.text ?? '';
      return { text, passage: text };
    },
  };
};
