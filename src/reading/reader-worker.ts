import { workerData } from 'node:worker_threads';
import { serveCalls } from '../threads/serve-calls.js';
import type { OnnxReader } from './onnx-reader.js';
import type { Reader, ReadingPassage } from './reader.js';

/** What is told of the model that a thread has opened. */
export type OpenReader = Pick<Reader, 'fingerprint' | 'scripts'>;

let opening: Promise<OnnxReader> | undefined;

/** What could not be loaded is tried again at the next call: its files may be whole by then. */
function opened(): Promise<OnnxReader> {
  opening ??= open().catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

/** With its runtime, so that a thread which waits for its turn to load takes nothing from those that load. */
async function open(): Promise<OnnxReader> {
  const { OnnxReader } = await import('./onnx-reader.js');
  return OnnxReader.open(workerData as string);
}

serveCalls({
  open: async (): Promise<OpenReader> => {
    const { fingerprint, scripts } = await opened();
    return { fingerprint, scripts };
  },
  read: async ({ question, passage }: { question: string; passage: ReadingPassage }) => {
    const [reading] = await (await opened()).read(question, [passage]);
    return reading;
  },
});
