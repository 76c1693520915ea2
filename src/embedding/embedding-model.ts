import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { CitewellError } from '../errors.js';
import { sha256OfFile } from '../file-sha256.js';
import { readModelManifest, verifyModelFiles } from '../model-files.js';
import { type ModelUse, useOfFamily } from './model-families.js';

/** Which embedding model: a folder below `modelsFolder`, or a path that begins with `.`, `/` or a drive. */
export interface EmbeddingModelSettings {
  readonly modelsFolder: string;
  readonly model: string;
}

/** Says of a model what its family does not, or otherwise. */
const manifestSchema = z.strictObject({
  name: z.string().optional(),
  dimensions: z.int().positive().optional(),
  pooling: z.enum(['mean', 'cls']).optional(),
  queryPrefix: z.string().optional(),
  passagePrefix: z.string().optional(),
  /** Longest input in tokens, prefix and special tokens included. */
  maxTokens: z.int().positive().optional(),
  /** SHA-256 by file: what is named is verified before anything is loaded. */
  files: z.record(z.string(), z.string()).optional(),
});
type Manifest = z.infer<typeof manifestSchema>;

const configurationSchema = z.looseObject({
  _name_or_path: z.string().optional(),
  hidden_size: z.int().positive().optional(),
  dim: z.int().positive().optional(),
  max_position_embeddings: z.int().positive().optional(),
});

/** Where transformers.js looks, and what it calls them; the smaller first. */
const WEIGHTS = [
  ['onnx/model_quantized.onnx', 'q8'],
  ['onnx/model.onnx', 'fp32'],
] as const;

/** An embedding model in a folder, and how it is used. Vectors are normalised (L2). */
export interface EmbeddingModel extends ModelUse {
  readonly name: string;
  readonly folder: string;
  readonly dimensions: number;
  readonly dtype: (typeof WEIGHTS)[number][1];
  /** SHA-256 of the weights. */
  readonly weights: string;
  /** Bytes of the weights. */
  readonly bytes: number;
}

/**
 * Reads an embedding model in transformers.js' layout (`config.json`, `tokenizer.json`, `onnx/…`). How it is used
 * comes from its `manifest.json`, and from its family where that is silent.
 *
 * @throws CitewellError `model_missing`, `model_damaged`, and `invalid_settings` for a model of no known family
 */
export async function readEmbeddingModel(settings: EmbeddingModelSettings): Promise<EmbeddingModel> {
  const folder = folderOf(settings);
  const manifest = await readManifest(folder);
  await verifyModelFiles(folder, manifest.files ?? {});
  const [file, dtype] = WEIGHTS.find(([path]) => existsSync(join(folder, path))) ?? WEIGHTS[0];
  const configuration = await readConfiguration(folder);
  const name = manifest.name ?? basename(folder);
  const use = { ...familyOf(basename(folder), configuration._name_or_path), ...given(manifest) };
  const dimensions = manifest.dimensions ?? configuration.hidden_size ?? configuration.dim;
  const { pooling, queryPrefix, passagePrefix, maxTokens } = use;
  if (!pooling || queryPrefix === undefined || passagePrefix === undefined || !maxTokens || !dimensions) {
    throw new CitewellError(
      'invalid_settings',
      `Citewell does not know how the embedding model ${name} is used. Put a manifest.json into ${folder} that says so: {"pooling": "mean" or "cls", "queryPrefix": "…", "passagePrefix": "…", "maxTokens": 512}; the model's card has it.`,
      { folder },
    );
  }
  const weights = manifest.files?.[file] ?? (await hashOf(folder, file));
  const longest = Math.min(maxTokens, configuration.max_position_embeddings ?? maxTokens);
  return {
    name,
    folder,
    dimensions,
    pooling,
    queryPrefix,
    passagePrefix,
    maxTokens: longest,
    dtype,
    weights,
    bytes: (await stat(join(folder, file))).size,
  };
}

function folderOf({ modelsFolder, model }: EmbeddingModelSettings): string {
  return isAbsolute(model) || /^\.{1,2}[\\/]/u.test(model)
    ? resolve(model)
    : join(modelsFolder, ...model.split('/'));
}

function familyOf(...names: readonly (string | undefined)[]): Partial<ModelUse> {
  for (const name of names) {
    const use = name === undefined ? undefined : useOfFamily(name);
    if (use) return use;
  }
  return {};
}

function given(manifest: Manifest): Partial<ModelUse> {
  const { pooling, queryPrefix, passagePrefix, maxTokens } = manifest;
  return {
    ...(pooling !== undefined && { pooling }),
    ...(queryPrefix !== undefined && { queryPrefix }),
    ...(passagePrefix !== undefined && { passagePrefix }),
    ...(maxTokens !== undefined && { maxTokens }),
  };
}

async function readManifest(folder: string): Promise<Manifest> {
  if (!existsSync(join(folder, 'config.json'))) {
    throw new CitewellError(
      'model_missing',
      `No embedding model in ${folder}: it needs config.json, tokenizer.json and onnx/model_quantized.onnx or onnx/model.onnx, as transformers.js has them. "embedder" names a folder below the models folder, or a path that begins with ./ or /.`,
      { folder },
    );
  }
  return existsSync(join(folder, 'manifest.json')) ? readModelManifest(folder, manifestSchema) : {};
}

async function readConfiguration(folder: string): Promise<z.infer<typeof configurationSchema>> {
  try {
    return configurationSchema.parse(JSON.parse(await readFile(join(folder, 'config.json'), 'utf8')));
  } catch (cause) {
    const message = `The config.json in ${folder} is not that of a model.`;
    throw new CitewellError('model_damaged', message, { folder }, { cause });
  }
}

async function hashOf(folder: string, file: string): Promise<string> {
  try {
    return await sha256OfFile(join(folder, file));
  } catch (cause) {
    const message = `The model file ${file} is not readable in ${folder}.`;
    throw new CitewellError('model_missing', message, { folder, file }, { cause });
  }
}
