import type { EmbeddingModelSettings } from './embedding-model.js';
import { EmbeddingPool } from './embedding-pool.js';
import type { ClosableEmbeddings, FingerprintedEmbeddings } from './fingerprinted-embeddings.js';
import { ModuleEmbeddings } from './module-embeddings.js';

const MODULE = /\.[cm]?js$/u;

/**
 * The embedder that a setting names, for questions: a module of JavaScript with a LangChain `Embeddings`, or the
 * folder of an ONNX model.
 *
 * @throws CitewellError `model_missing`, `model_damaged`, `invalid_settings`, `embedder_failed`
 */
export async function openEmbeddings(settings: EmbeddingModelSettings): Promise<FingerprintedEmbeddings> {
  if (MODULE.test(settings.model)) return ModuleEmbeddings.open(settings.model);
  // Loaded by threads that embed, not by those that only compare or ask one that does.
  const { TransformersEmbeddings } = await import('./transformers-embeddings.js');
  return TransformersEmbeddings.open(settings);
}

/** The same embedder for many texts: a model runs in as many workers, a module in this thread. @throws as {@link openEmbeddings} */
export function openIndexingEmbeddings(
  settings: EmbeddingModelSettings,
  workers: number | undefined,
): Promise<ClosableEmbeddings> {
  return MODULE.test(settings.model)
    ? ModuleEmbeddings.open(settings.model)
    : EmbeddingPool.open(settings, workers);
}
