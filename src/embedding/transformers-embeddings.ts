import { basename, dirname } from 'node:path';
import { Embeddings } from '@langchain/core/embeddings';
import type { PreTrainedModel, PreTrainedTokenizer } from '@xenova/transformers';
import { CitewellError } from '../errors.js';
import { type EmbeddingModel, type EmbeddingModelSettings, readEmbeddingModel } from './embedding-model.js';
import type { FingerprintedEmbeddings } from './fingerprinted-embeddings.js';
import { fingerprintOf } from './model-fingerprint.js';
import { atUnitLength, meanOfTokens } from './pooling.js';

type Transformers = typeof import('@xenova/transformers');

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
    private readonly transformers: Pick<Transformers, 'Tensor'>,
  ) {
    super({ maxConcurrency: 1, maxRetries: 0 });
    this.fingerprint = fingerprintOf(description);
    this.dimensions = description.dimensions;
  }

  /** @throws CitewellError `model_missing`, `model_damaged`, `invalid_settings` */
  static async open(settings: EmbeddingModelSettings): Promise<TransformersEmbeddings> {
    const description = await readEmbeddingModel(settings);
    const { folder, dtype } = description;
    // Loaded by threads that embed alone: it takes longer than all that others load.
    const transformers = await import('@xenova/transformers');
    const { AutoModel, AutoTokenizer, env } = transformers;
    env.allowRemoteModels = false;
    env.localModelPath = dirname(folder);
    try {
      const tokenizer = await AutoTokenizer.from_pretrained(basename(folder));
      const model = await AutoModel.from_pretrained(basename(folder), {
        dtype,
        // One thread a session: more workers scale, more threads in one session collapse on busy cores.
        session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
      });
      return new TransformersEmbeddings(description, tokenizer, model, transformers);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const message = `The embedding model in ${folder} cannot be loaded (${reason}).`;
      throw new CitewellError('model_damaged', message, { folder }, { cause });
    }
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
    const { maxTokens, pooling } = this.description;
    let ids = this.tokenizer.encode(text);
    const last = ids.at(-1);
    // The model ends every input with [SEP]; the library's own truncation drops it.
    if (ids.length > maxTokens && last !== undefined) ids = [...ids.slice(0, maxTokens - 1), last];
    const { Tensor } = this.transformers;
    const shape = [1, ids.length];
    const tensor = (value: (id: number) => number) =>
      new Tensor(
        'int64',
        BigInt64Array.from(ids, (id) => BigInt(value(id))),
        shape,
      );
    const { last_hidden_state: hidden } = await this.model({
      input_ids: tensor((id) => id),
      attention_mask: tensor(() => 1),
      token_type_ids: tensor(() => 0),
    });
    const states = hidden.data as Float32Array;
    const width = hidden.dims.at(-1) as number;
    return atUnitLength(pooling === 'mean' ? meanOfTokens(states, width) : states.subarray(0, width));
  }
}
