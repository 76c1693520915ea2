import { Worker } from 'node:worker_threads';
import type { PartReading } from '../documents/document-reader.js';
import { errorRecord } from '../threads/protocol.js';
import { workerArguments } from '../threads/worker-client.js';
import { readForeignFile } from './read-foreign-file.js';
import type { ReadingReply, ReadingRequest } from './reading-process.js';

// The process that parses files for an indexing run, one at a time, and may die of one.

const memoryLimit = Number(process.argv[2]);
const guard = new URL('./memory-guard-worker.js', import.meta.url);
new Worker(...workerArguments(guard, { memoryLimit, parent: process.ppid })).unref();

process.on('message', async ({ file, lost, wholeOnly }: ReadingRequest) => {
  const parts: PartReading = {
    onPart: (part) => reply({ part }),
    leftOut: (id) =>
      lost.get(id) ??
      (wholeOnly ? `${id} is not read: others of its file could not be, again and again.` : undefined),
  };
  try {
    await reply({ read: await readForeignFile(file, parts) });
  } catch (error) {
    await reply({ error: errorRecord(error) });
  }
});
process.on('disconnect', () => process.exit());

/** Resolves once it is written: the process may be gone the next moment. */
function reply(message: ReadingReply): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => (error ? reject(error) : resolve()));
  });
}
