import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packageRoot } from '../../../src/package-root.js';

const CHILD = join(packageRoot, 'tests/faults/support/indexing-child.ts');

export interface KilledRun {
  /** False where the run had come to its end before. */
  readonly killed: boolean;
  /** How many documents the run had said to be in the index; undefined where it had said nothing. */
  readonly acknowledged: number | undefined;
  /** From where it began to its end, in milliseconds. */
  readonly lasted: number;
}

/**
 * Indexes in another process and kills it, `kill -9`, so many milliseconds after it began; never if undefined.
 *
 * @param fingerprint of the embedder, where it is another than the usual one
 */
export async function killedIndexing(
  knowledge: string,
  dataFolder: string,
  after?: number,
  fingerprint?: string,
): Promise<KilledRun> {
  const words = [CHILD, knowledge, dataFolder, ...(fingerprint === undefined ? [] : [fingerprint])];
  const child = spawn(process.execPath, ['--import', 'tsx', ...words], {
    cwd: packageRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let beganAt = 0;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
    if (beganAt > 0 || !output.startsWith('begins\n')) return;
    beganAt = performance.now();
    if (after !== undefined) void delay(after).then(() => child.kill('SIGKILL'));
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...ending) => resolve(ending));
  });
  const lasted = performance.now() - beganAt;
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`Indexing ended with ${signal ?? code}: ${output}`);
  const acknowledgements = [...output.matchAll(/^acknowledged (\d+)\n/gm)];
  const last = acknowledgements.at(-1)?.[1];
  return {
    killed: signal === 'SIGKILL',
    acknowledged: last === undefined ? undefined : Number(last),
    lasted,
  };
}
