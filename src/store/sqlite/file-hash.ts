import { statSync } from 'node:fs';
import { sha256OfFile } from '../../file-sha256.js';
import { WorkerClient } from '../../threads/worker-client.js';

/** Hashing takes more than half a second a gigabyte, starting a thread some 50 ms: it pays from here on. */
const WORTH_A_THREAD = 64 << 20;

/**
 * SHA-256 of a file, in hex. A large one is hashed in a thread of its own, so that questions are answered meanwhile.
 *
 * @throws the file system's error where the file cannot be read
 */
export async function fileHash(file: string): Promise<string> {
  if (statSync(file).size < WORTH_A_THREAD) return sha256OfFile(file);
  const worker = new WorkerClient(new URL('./file-hash-worker.js', import.meta.url), undefined);
  try {
    return await worker.call<string>('hash', file);
  } finally {
    await worker.stop();
  }
}
