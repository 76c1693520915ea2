import { workerData } from 'node:worker_threads';
import { CitewellError } from '../errors.js';
import { serveCalls } from '../threads/serve-calls.js';
import type { EmbeddingModelSettings } from './embedding-model.js';
import type { FingerprintedEmbeddings } from './fingerprinted-embeddings.js';
import { openEmbeddings } from './open-embeddings.js';

/** What is told of the embedder that a thread has opened. */
export type OpenEmbedder = Pick<FingerprintedEmbeddings, 'fingerprint' | 'dimensions'>;

const embeddings = openEmbeddings(workerData as EmbeddingModelSettings);
// A failure to open reaches the caller through the first call; until then it is not unhandled.
embeddings.catch(() => undefined);

serveCalls({
  open: async (): Promise<OpenEmbedder> => {
    const { fingerprint, dimensions } = await embeddings;
    return { fingerprint, dimensions };
  },
  embedQuery: async (text: string) => (await embeddings).embedQuery(text),
  embedDocuments: async (texts: string[], { signal }) => {
    const model = await embeddings;
    const vectors: number[][] = [];
    for (const text of texts) {
      if (signal.aborted) throw new CitewellError('cancelled', 'Embedding was interrupted.');
      vectors.push(...(await model.embedDocuments([text])));
    }
    return vectors;
  },
});
