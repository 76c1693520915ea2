import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { chunksOf } from './chunks.mjs';

const FILE = 'minisearch.json';
const OPTIONS = { fields: ['title', 'text'], storeFields: ['text'] };

/** Lexical search alone: no model, and so the least that a question can cost. */
export default () => {
  let database = new MiniSearch(OPTIONS);
  const write = (folder) => writeFile(join(folder, FILE), JSON.stringify(database));
  const read = async (folder) => {
    database = MiniSearch.loadJSON(await readFile(join(folder, FILE), 'utf8'), OPTIONS);
  };
  return {
    index: async (documents, folder) => {
      database.addAll(await chunksOf(documents));
      await write(folder);
    },
    update: async (_documents, changed, folder) => {
      await read(folder);
      for (const chunk of await chunksOf(changed)) {
        if (database.has(chunk.id)) database.replace(chunk);
        else database.add(chunk);
      }
      await write(folder);
    },
    open: read,
    ask: async (question) => {
      const text = database.search(question)[0]?.text ?? '';
      return { text, passage: text };
    },
  };
};
