import { workerData } from 'node:worker_threads';
import { serveCalls } from '../threads/serve-calls.js';
import { Engine } from './engine.js';
import type { AskParameters, SearchParameters } from './engine-calls.js';
import type { EngineData } from './engine-threads.js';

const data = workerData as EngineData;
const opening = Engine.open(data);
// A failure to open reaches the caller through its first call; until then it is not unhandled.
opening.catch(() => undefined);

serveCalls(
  {
    ask: async (parameters: AskParameters, context) => (await opening).ask(parameters, context),
    ground: async (parameters: AskParameters, context) => (await opening).ground(parameters, context),
    search: async (parameters: SearchParameters, { signal }) => (await opening).search(parameters, signal),
    listDocuments: async (page: { after?: string; limit: number }) => (await opening).listDocuments(page),
    getDocument: async (id: string) => (await opening).getDocument(id),
    status: async () => (await opening).status(),
    // Where nothing was opened there is nothing to close.
    close: () =>
      opening.then(
        (engine) => engine.close(),
        () => undefined,
      ),
  },
  {
    // Cheap, and asked for to learn whether the engine is well: not to wait behind a queue of questions.
    overtaking: ['status'],
    // While the models' threads embed and read for some questions, this one searches for the next; one more is found
    // already and waits to be read, so that no reader waits for a search. Measured with two readers: 3% more questions
    // a second.
    atOnce: data.readerPorts.length + 2,
    last: ['close'],
  },
);
