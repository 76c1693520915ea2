export { CitewellRetriever, type CitewellRetrieverInput } from './citewell-retriever.js';
export { TransformersEmbeddings } from './embedding/transformers-embeddings.js';
