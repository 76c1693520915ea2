import { join } from 'node:path';
import { z } from 'zod';
import { readModelManifest, verifyModelFiles } from '../model-files.js';

const manifestSchema = z.strictObject({
  name: z.string(),
  dimensions: z.int().positive(),
  /** Longest input in tokens, prefix and special tokens included. */
  maxTokens: z.int().positive(),
  queryPrefix: z.string(),
  passagePrefix: z.string(),
  files: z.record(z.string(), z.string()),
});

/** What is known of an embedding model: mean pooling and L2 normalisation are common to all of them. */
export type EmbeddingModel = z.infer<typeof manifestSchema>;

/**
 * Reads and verifies the embedding model `name` below `modelsFolder`.
 *
 * @throws CitewellError `model_missing`, `model_damaged`
 */
export async function readEmbeddingModel(modelsFolder: string, name: string): Promise<EmbeddingModel> {
  const folder = join(modelsFolder, ...name.split('/'));
  const model = await readModelManifest(folder, manifestSchema);
  await verifyModelFiles(folder, model.files);
  return model;
}
