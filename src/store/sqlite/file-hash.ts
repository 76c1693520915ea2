import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { WorkerClient } from '../../threads/worker-client.js';

const CHUNK_BYTES = 1 << 20;
/** Hashing takes about a second a gigabyte, starting a thread some 50 ms: it pays from here on. */
const WORTH_A_THREAD = 64 << 20;

/**
 * SHA-256 of a file, in hex. A large one is hashed in a thread of its own, so that models load meanwhile.
 *
 * @throws the file system's error where the file cannot be read
 */
export async function fileHash(file: string): Promise<string> {
  if (statSync(file).size < WORTH_A_THREAD) return hashHere(file);
  const worker = new WorkerClient(new URL('./file-hash-worker.js', import.meta.url), undefined);
  try {
    return await worker.call<string>('hash', file);
  } finally {
    await worker.stop();
  }
}

/** In the thread that calls it. */
export async function hashHere(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: CHUNK_BYTES }), hash);
  return hash.digest('hex');
}
