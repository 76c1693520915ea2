import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { EmbeddingModel } from './embedding-model.js';

const require = createRequire(import.meta.url);

interface PackageFile {
  readonly version: string;
}

/** How the model that comes with Citewell is used: its fingerprint is older than there being others. */
const FIRST_USE = ['mean', 'query: ', 'passage: ', 512].join('|');

/** How the vectors of a passage's parts are made: out of the passage's own run. Changes with the way they are. */
const PARTS_IN_ONE_RUN = 'parts-1';

/** Whether parts have their vectors out of the passage's run: of a model whose first token stands for all, they don't. */
export function poolsParts({ pooling }: Pick<EmbeddingModel, 'pooling'>): boolean {
  return pooling === 'mean';
}

/** Versions of both runtimes move vectors (cosine .996 between minor versions), so they are part of it. */
export function fingerprintOf({ name, weights, ...model }: EmbeddingModel): string {
  const use = [model.pooling, model.queryPrefix, model.passagePrefix, model.maxTokens].join('|');
  const suffix = use === FIRST_USE ? '' : `+${createHash('sha256').update(use).digest('hex').slice(0, 8)}`;
  const { transformers, onnxruntime } = runtimeVersions();
  const runtime = `transformers.js@${transformers} onnxruntime@${onnxruntime}`;
  const parts = poolsParts(model) ? ` ${PARTS_IN_ONE_RUN}` : '';
  return `${name}@${weights.slice(0, 16)}${suffix} ${runtime}${parts}`;
}

/**
 * Versions of what runs embedding models, without loading it: to tell whether an index is of the present ones takes
 * no model, and loading them takes longer than to compare thousands of files.
 */
function runtimeVersions(): { readonly transformers: string; readonly onnxruntime: string } {
  // It exports no package.json; its entry lies in a folder beside it.
  const transformers = join(dirname(require.resolve('@xenova/transformers')), '..', 'package.json');
  return {
    transformers: (require(transformers) as PackageFile).version,
    onnxruntime: (require('onnxruntime-node/package.json') as PackageFile).version,
  };
}
