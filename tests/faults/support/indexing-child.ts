import { CitewellError } from '../../../src/errors.js';
import { indexFiles } from '../../../src/indexing/index-files.js';
import { withIndexLock } from '../../../src/indexing/index-lock.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { HashedEmbeddings } from './hashed-embeddings.js';

/**
 * Indexes a folder in a process that may be killed: `indexing-child.ts KNOWLEDGE DATA [FINGERPRINT]`. Tells on standard output,
 * a line each, that it begins, how many documents are acknowledged, and that it is done.
 */
const [knowledgeFolder = '', dataFolder = '', fingerprint] = process.argv.slice(2);

try {
  await withIndexLock(dataFolder, async () => {
    process.stdout.write('begins\n');
    const store = await SqliteStore.open(dataFolder);
    try {
      await indexFiles(store, dataFolder, new HashedEmbeddings(fingerprint), [knowledgeFolder], {
        knowledgeFolder,
        onProgress: ({ documents }) => process.stdout.write(`acknowledged ${documents}\n`),
      });
    } finally {
      await store.close();
    }
  });
  process.stdout.write('done\n');
} catch (error) {
  if (!(error instanceof CitewellError)) throw error;
  process.stdout.write(`failed ${error.code}: ${error.message}\n`);
  process.exitCode = 1;
}
