import type { EmbeddingModelSettings } from './embedding-model.js';
import { EmbeddingPool } from './embedding-pool.js';
import type { FingerprintedEmbeddings } from './fingerprinted-embeddings.js';
import { ModuleEmbeddings } from './module-embeddings.js';
import type { ClosableEmbeddings, PassageEmbeddings } from './passage-embeddings.js';
import { TransformersEmbeddings } from './transformers-embeddings.js';

const MODULE = /\.[cm]?js$/u;

/**
 * The embedder that a setting names, in this thread: a module of JavaScript with a LangChain `Embeddings`, or the
 * folder of an ONNX model.
 *
 * @throws CitewellError `model_missing`, `model_damaged`, `invalid_settings`, `embedder_failed`
 */
export async function openEmbeddings(
  settings: EmbeddingModelSettings,
): Promise<FingerprintedEmbeddings & PassageEmbeddings> {
  return MODULE.test(settings.model)
    ? ModuleEmbeddings.open(settings.model)
    : TransformersEmbeddings.open(settings);
}

/** The same embedder for passages: a model runs in as many workers, a module in this thread. @throws as {@link openEmbeddings} */
export function openIndexingEmbeddings(
  settings: EmbeddingModelSettings,
  workers: number | undefined,
): Promise<ClosableEmbeddings> {
  return MODULE.test(settings.model)
    ? ModuleEmbeddings.open(settings.model)
    : EmbeddingPool.open(settings, workers);
}
