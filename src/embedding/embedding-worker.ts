import { workerData } from 'node:worker_threads';
import { CitewellError } from '../errors.js';
import { serveCalls } from '../threads/serve-calls.js';
import type { EmbeddingModelSettings } from './embedding-model.js';
import type { FingerprintedEmbeddings } from './fingerprinted-embeddings.js';
import { openEmbeddings } from './open-embeddings.js';
import type { PassageText, PassageVectors } from './passage-embeddings.js';

/** What is told of the embedder that a thread has opened. */
export type OpenEmbedder = Pick<FingerprintedEmbeddings, 'fingerprint' | 'dimensions'>;

let opening: ReturnType<typeof openEmbeddings> | undefined;

/** What could not be loaded is tried again at the next call: its files may be whole by then. */
function opened(): ReturnType<typeof openEmbeddings> {
  opening ??= openEmbeddings(workerData as EmbeddingModelSettings).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

// Begun before anybody asks; a failure is told to whoever asks then.
opened().catch(() => undefined);

serveCalls({
  open: async (): Promise<OpenEmbedder> => {
    const { fingerprint, dimensions } = await opened();
    return { fingerprint, dimensions };
  },
  embedQuery: async (text: string) => (await opened()).embedQuery(text),
  embedDocuments: async (texts: string[]) => (await opened()).embedDocuments(texts),
  embedPassages: async (passages: readonly PassageText[], { signal }) => {
    const model = await opened();
    const vectors: PassageVectors[] = [];
    for (const passage of passages) {
      if (signal.aborted) throw new CitewellError('cancelled', 'Embedding was interrupted.');
      vectors.push(...(await model.embedPassages([passage])));
    }
    return vectors;
  },
});
