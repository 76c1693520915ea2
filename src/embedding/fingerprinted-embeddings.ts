import type { EmbeddingsInterface } from '@langchain/core/embeddings';

/**
 * A LangChain `Embeddings` that says what makes its vectors: two with the same fingerprint give the same
 * vector for the same text, so vectors from one may be compared with vectors from the other.
 */
export interface FingerprintedEmbeddings extends EmbeddingsInterface {
  readonly fingerprint: string;
  /** Length of every vector; vectors have unit length (L2). */
  readonly dimensions: number;
}
