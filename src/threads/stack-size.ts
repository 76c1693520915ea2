import { resourceLimits } from 'node:worker_threads';

/** Node's own default for worker threads, in MiB. */
const DEFAULT_STACK = 4;
/**
 * When it loads a model, onnxruntime matches the process's command line against a regular expression, on the
 * stack: measured 300 bytes of stack a byte of command line (onnxruntime 1.30), and the process dies where it
 * does not fit. A shell's `docs/*.txt` is easily some 10,000 bytes.
 */
const STACK_BYTES_A_BYTE = 512;

/** Stack for a worker of this process, in MiB: a nested worker sees no command line and takes its parent's. */
export function workerStackSize(commandLine: readonly string[]): number {
  const bytes = commandLine.reduce((sum, argument) => sum + Buffer.byteLength(argument) + 1, 0);
  const needed = DEFAULT_STACK + Math.ceil((bytes * STACK_BYTES_A_BYTE) / 2 ** 20);
  return Math.max(needed, resourceLimits.stackSizeMb ?? 0);
}
