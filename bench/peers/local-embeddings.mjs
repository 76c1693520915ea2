import { env } from '@huggingface/transformers';
import { HuggingFaceTransformersEmbeddings } from '@langchain/community/embeddings/huggingface_transformers';

env.allowRemoteModels = false;
env.localModelPath = process.env['BENCH_MODELS'];

/** LangChain's own class as it comes (512 texts a batch, mean pooling, no prefixes), over the model that Citewell has. */
export const asItComes = () => embeddingsOf({});

/** One text at a time, with the prefixes that the model was trained with: less memory, and better. */
export function tuned() {
  const embeddings = embeddingsOf({ batchSize: 1 });
  return {
    embedQuery: (text) => embeddings.embedQuery(`query: ${text}`),
    embedDocuments: (texts) => embeddings.embedDocuments(texts.map((text) => `passage: ${text}`)),
  };
}

function embeddingsOf(options) {
  return new HuggingFaceTransformersEmbeddings({
    model: process.env['BENCH_MODEL'],
    pretrainedOptions: { dtype: 'q8' },
    ...options,
  });
}
