import { Embeddings } from '@langchain/core/embeddings';
import {
  AutoModel,
  AutoTokenizer,
  env,
  mean_pooling,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  Tensor,
} from '@xenova/transformers';
import { env as onnxruntime } from 'onnxruntime-node';
import { type EmbeddingModel, readEmbeddingModel } from './embedding-model.js';
import type { FingerprintedEmbeddings } from './fingerprinted-embeddings.js';

export interface TransformersEmbeddingsSettings {
  /** The folder that holds `Xenova/e5-small-v2/…`. */
  readonly modelsFolder: string;
  readonly model: string;
}

/**
 * The embedding model through transformers.js, in the thread that calls it. Nothing is ever downloaded.
 *
 * Texts go through the model one at a time: dynamic 8-bit quantisation takes one activation scale a batch,
 * so only alone is a vector a pure function of its text. It is as fast as batches on a CPU.
 */
export class TransformersEmbeddings extends Embeddings implements FingerprintedEmbeddings {
  readonly fingerprint: string;
  readonly dimensions: number;

  private constructor(
    private readonly description: EmbeddingModel,
    private readonly tokenizer: PreTrainedTokenizer,
    private readonly model: PreTrainedModel,
  ) {
    super({ maxConcurrency: 1, maxRetries: 0 });
    this.fingerprint = fingerprintOf(description);
    this.dimensions = description.dimensions;
  }

  /** @throws CitewellError `model_missing`, `model_damaged` */
  static async open(settings: TransformersEmbeddingsSettings): Promise<TransformersEmbeddings> {
    const description = await readEmbeddingModel(settings.modelsFolder, settings.model);
    env.allowRemoteModels = false;
    env.localModelPath = settings.modelsFolder;
    const tokenizer = await AutoTokenizer.from_pretrained(settings.model);
    const model = await AutoModel.from_pretrained(settings.model, {
      dtype: 'q8',
      // One thread a session: more workers scale, more threads in one session collapse on busy cores.
      session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
    });
    return new TransformersEmbeddings(description, tokenizer, model);
  }

  override async embedQuery(text: string): Promise<number[]> {
    return this.embed(this.description.queryPrefix + text);
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors: number[][] = [];
    for (const text of texts) vectors.push(await this.embed(this.description.passagePrefix + text));
    return vectors;
  }

  private async embed(text: string): Promise<number[]> {
    const { maxTokens } = this.description;
    let ids = this.tokenizer.encode(text);
    const last = ids.at(-1);
    // The model ends every input with [SEP]; the library's own truncation drops it.
    if (ids.length > maxTokens && last !== undefined) ids = [...ids.slice(0, maxTokens - 1), last];
    const shape = [1, ids.length];
    const tensor = (value: (id: number) => number) =>
      new Tensor(
        'int64',
        BigInt64Array.from(ids, (id) => BigInt(value(id))),
        shape,
      );
    const attentionMask = tensor(() => 1);
    const { last_hidden_state: hidden } = await this.model({
      input_ids: tensor((id) => id),
      attention_mask: attentionMask,
      token_type_ids: tensor(() => 0),
    });
    const pooled = mean_pooling(hidden, attentionMask).normalize(2, -1);
    return Array.from(pooled.data as Float32Array);
  }
}

/** Versions of both runtimes move vectors (cosine .996 between minor versions), so they are part of it. */
export function fingerprintOf(model: EmbeddingModel): string {
  const weights = model.files['onnx/model_quantized.onnx']?.slice(0, 16) ?? 'unknown';
  return `${model.name}@${weights} transformers.js@${env.version} onnxruntime@${onnxruntime.versions.node}`;
}
