import { workerData } from 'node:worker_threads';
import { serveCalls } from '../threads/serve-calls.js';
import { OnnxReader } from './onnx-reader.js';
import type { Reader, ReadingPassage } from './reader.js';

/** What is told of the model that a thread has opened. */
export type OpenReader = Pick<Reader, 'fingerprint' | 'scripts'>;

const reader = OnnxReader.open(workerData as string);
// A failure to open reaches the caller through the first call; until then it is not unhandled.
reader.catch(() => undefined);

serveCalls({
  open: async (): Promise<OpenReader> => {
    const { fingerprint, scripts } = await reader;
    return { fingerprint, scripts };
  },
  read: async ({ question, passage }: { question: string; passage: ReadingPassage }) => {
    const [reading] = await (await reader).read(question, [passage]);
    return reading;
  },
});
