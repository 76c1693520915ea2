import { workerData } from 'node:worker_threads';
import { serveCalls } from '../threads/serve-calls.js';
import { TransformersEmbeddings, type TransformersEmbeddingsSettings } from './transformers-embeddings.js';

const embeddings = TransformersEmbeddings.open(workerData as TransformersEmbeddingsSettings);
// A failure to open reaches the caller through the first call; until then it is not unhandled.
embeddings.catch(() => undefined);

serveCalls({
  embedQuery: async (text: string) => (await embeddings).embedQuery(text),
  embedDocuments: async (texts: string[]) => (await embeddings).embedDocuments(texts),
});
