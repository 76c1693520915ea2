import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create, insertMultiple, load, removeMultiple, save, search } from '@orama/orama';
import { chunksOf } from './chunks.mjs';
import { tuned } from './local-embeddings.mjs';

const FILE = 'orama.json';

/** Orama's hybrid search: BM25 and vectors, all in memory, one JSON file on disk. */
export default () => {
  const embeddings = tuned();
  const empty = () =>
    create({ schema: { id: 'string', document: 'string', text: 'string', embedding: 'vector[384]' } });
  let database = empty();
  const put = async (documents) => {
    const chunks = await chunksOf(documents);
    const vectors = await embeddings.embedDocuments(chunks.map(({ text }) => text));
    const rows = chunks.map(({ id, document, text }, n) => ({ id, document, text, embedding: vectors[n] }));
    await insertMultiple(database, rows);
  };
  const write = async (folder) => writeFile(join(folder, FILE), JSON.stringify(save(database)));
  const read = async (folder) => {
    database = empty();
    load(database, JSON.parse(await readFile(join(folder, FILE), 'utf8')));
  };
  return {
    index: async (documents, folder) => {
      await put(documents);
      await write(folder);
    },
    update: async (_documents, changed, folder) => {
      await read(folder);
      const ids = changed.flatMap(({ id }) => Array.from({ length: 20 }, (_, n) => `${id}#${n}`));
      await removeMultiple(database, ids);
      await put(changed);
      await write(folder);
    },
    open: async (folder) => {
      await read(folder);
      await embeddings.embedQuery('ready');
    },
    ask: async (question) => {
      const value = await embeddings.embedQuery(question);
      const { hits } = await search(database, {
        mode: 'hybrid',
        term: question,
        properties: ['text'],
        vector: { value, property: 'embedding' },
        similarity: 0,
        limit: 4,
      });
      const text = hits[0]?.document.text ?? '';
      return { text, passage: text };
    },
  };
};
