import { importBackup } from '../../../src/backup/import-backup.js';
import { withIndexLock } from '../../../src/indexing/index-lock.js';
import { HashedEmbeddings } from './hashed-embeddings.js';

/** Imports in a process that may be killed: `import-child.ts DATA FILE FINGERPRINT`. */
const [dataFolder = '', file = '', fingerprint = ''] = process.argv.slice(2);
process.stdout.write('begins\n');
await withIndexLock(dataFolder, () =>
  importBackup(dataFolder, file, new HashedEmbeddings(fingerprint), { force: true }),
);
process.stdout.write('done\n');
