import { workerData } from 'node:worker_threads';
import { OnnxReader } from '../../src/reading/onnx-reader.js';
import { serveCalls } from '../../src/threads/serve-calls.js';
import { type Inputs, RawSession } from '../floor/raw-session.js';

/** A question, with the texts of the passages that are read for it. */
export interface ReadQuestion {
  readonly text: string;
  readonly passages: readonly string[];
}

export interface ModelsWorkerData {
  readonly modelsFolder: string;
  readonly model: string;
  readonly readerFolder: string;
}

const { modelsFolder, model, readerFolder } = workerData as ModelsWorkerData;
const opening = Promise.all([RawSession.open(modelsFolder, model), OnnxReader.open(readerFolder)]);
let prepared: { question: ReadQuestion; inputs: Inputs }[] = [];

serveCalls({
  prepare: async (questions: readonly ReadQuestion[]) => {
    const [session] = await opening;
    prepared = questions.map((question) => ({
      question,
      inputs: session.prepare(`query: ${question.text}`),
    }));
  },
  run: async () => {
    const [session, reader] = await opening;
    for (const { question, inputs } of prepared) {
      await session.run(inputs);
      for (const text of question.passages) await reader.read(question.text, [{ text, sentences: [] }]);
    }
  },
});
