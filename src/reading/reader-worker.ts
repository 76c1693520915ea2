import { workerData } from 'node:worker_threads';
import { serveCalls } from '../threads/serve-calls.js';
import { OnnxReader } from './onnx-reader.js';
import type { Reader, ReadingPassage } from './reader.js';

/** What is told of the model that a thread has opened. */
export type OpenReader = Pick<Reader, 'fingerprint' | 'scripts'>;

let opening: Promise<OnnxReader> | undefined;

/** What could not be loaded is tried again at the next call: its files may be whole by then. */
function opened(): Promise<OnnxReader> {
  opening ??= OnnxReader.open(workerData as string).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

// Begun before anybody asks; a failure is told to whoever asks first.
opened().catch(() => undefined);

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
