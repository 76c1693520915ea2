import { workerData } from 'node:worker_threads';
import { serveCalls } from '../threads/serve-calls.js';
import { OnnxReader } from './onnx-reader.js';
import type { ReadingPassage } from './reader.js';

const reader = OnnxReader.open(workerData as string);
// A failure to open reaches the caller through the first call; until then it is not unhandled.
reader.catch(() => undefined);

serveCalls({
  open: async () => (await reader).fingerprint,
  read: async ({ question, passage }: { question: string; passage: ReadingPassage }) => {
    const [reading] = await (await reader).read(question, [passage]);
    return reading;
  },
});
