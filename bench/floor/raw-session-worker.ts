import { workerData } from 'node:worker_threads';
import { serveCalls } from '../../src/threads/serve-calls.js';
import { type Inputs, RawSession } from './raw-session.js';

const { modelsFolder, model } = workerData as { modelsFolder: string; model: string };
const opening = RawSession.open(modelsFolder, model);
let prepared: Inputs[] = [];

serveCalls({
  prepare: async (texts: readonly string[]) => {
    const session = await opening;
    prepared = texts.map((text) => session.prepare(`passage: ${text}`));
  },
  run: async () => {
    const session = await opening;
    for (const inputs of prepared) await session.run(inputs);
  },
});
