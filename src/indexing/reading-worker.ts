import { Worker } from 'node:worker_threads';
import { errorRecord } from '../threads/protocol.js';
import { workerArguments } from '../threads/worker-client.js';
import type { FoundFile } from './find-files.js';
import { readForeignFile } from './read-foreign-file.js';

// The process that parses files for an indexing run, one at a time, and may die of one.

const memoryLimit = Number(process.argv[2]);
const guard = new URL('./memory-guard-worker.js', import.meta.url);
new Worker(...workerArguments(guard, { memoryLimit, parent: process.ppid })).unref();

process.on('message', async (file: FoundFile) => {
  try {
    process.send?.({ read: await readForeignFile(file) });
  } catch (error) {
    process.send?.({ error: errorRecord(error) });
  }
});
process.on('disconnect', () => process.exit());
