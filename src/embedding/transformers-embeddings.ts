import { basename, dirname } from 'node:path';
import { Embeddings } from '@langchain/core/embeddings';
import type { PreTrainedModel } from '@xenova/transformers';
import { CitewellError } from '../errors.js';
import { embedPartsAlone } from './embed-parts-alone.js';
import { type EmbeddingModel, type EmbeddingModelSettings, readEmbeddingModel } from './embedding-model.js';
import type { FingerprintedEmbeddings } from './fingerprinted-embeddings.js';
import { fingerprintOf, poolsParts } from './model-fingerprint.js';
import { ModelTokenizer } from './model-tokenizer.js';
import { tokensOfParts } from './part-tokens.js';
import type { PassageEmbeddings, PassageText, PassageVectors } from './passage-embeddings.js';
import { atUnitLength, meanOfTokens } from './pooling.js';

type Transformers = typeof import('@xenova/transformers');

/** What the model makes of a text: a row of `width` components a token. */
interface TokenStates {
  readonly hidden: Float32Array;
  readonly width: number;
}

/**
 * The embedding model through transformers.js, in the thread that calls it. Nothing is ever downloaded.
 *
 * Texts go through the model one at a time: dynamic 8-bit quantisation takes one activation scale a batch,
 * so only alone is a vector a pure function of its text. It is as fast as batches on a CPU.
 *
 * A passage goes through it once for itself and its parts, where the model's vectors are means over tokens: a part's is
 * the mean over its own.
 */
export class TransformersEmbeddings extends Embeddings implements FingerprintedEmbeddings, PassageEmbeddings {
  readonly fingerprint: string;
  readonly dimensions: number;
  readonly workers = 1;

  private constructor(
    private readonly description: EmbeddingModel,
    private readonly tokenizer: ModelTokenizer,
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
      const tokens = new ModelTokenizer(tokenizer, description.maxTokens);
      return new TransformersEmbeddings(description, tokens, model, transformers);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const message = `The embedding model in ${folder} cannot be loaded (${reason}).`;
      throw new CitewellError('model_damaged', message, { folder }, { cause });
    }
  }

  override async embedQuery(text: string): Promise<number[]> {
    return Array.from(await this.embed(this.description.queryPrefix + text));
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors: number[][] = [];
    for (const text of texts) {
      vectors.push(Array.from(await this.embed(this.description.passagePrefix + text)));
    }
    return vectors;
  }

  async embedPassages(passages: readonly PassageText[]): Promise<PassageVectors[]> {
    if (!poolsParts(this.description)) {
      return embedPartsAlone(passages, (texts) => this.embedDocuments(texts));
    }
    const vectors: PassageVectors[] = [];
    for (const passage of passages) vectors.push(await this.embedPassage(passage));
    return vectors;
  }

  private async embedPassage({ text, parts }: PassageText): Promise<PassageVectors> {
    const prefix = this.description.passagePrefix;
    const input = this.tokenizer.encode(prefix + text);
    const { hidden, width } = await this.run(input.ids);
    const together = parts.filter(({ alone }) => !alone);
    const shifted = together.map(({ start, end }) => ({
      start: prefix.length + start,
      end: prefix.length + end,
    }));
    const runs = tokensOfParts({ text: prefix + text, parts: shifted }, input.tokens, (piece) =>
      this.tokenizer.tokenise(piece),
    );
    const vectors: Float32Array[] = [];
    for (const part of parts) {
      const run = runs[together.indexOf(part)];
      if (run && run.first < run.end && run.end <= input.seen) {
        const [first, end] = [input.leading + run.first, input.leading + run.end];
        vectors.push(atUnitLength(meanOfTokens(hidden.subarray(first * width, end * width), width)));
      } else {
        // On purpose, or since it lies past what the model takes, or has no token of its own.
        vectors.push(await this.embed(prefix + text.slice(part.start, part.end)));
      }
    }
    return { whole: this.pooled({ hidden, width }), parts: vectors };
  }

  private async embed(text: string): Promise<Float32Array> {
    return this.pooled(await this.run(this.tokenizer.encode(text).ids));
  }

  private pooled({ hidden, width }: TokenStates): Float32Array {
    const { pooling } = this.description;
    return atUnitLength(pooling === 'mean' ? meanOfTokens(hidden, width) : hidden.subarray(0, width));
  }

  private async run(ids: readonly number[]): Promise<TokenStates> {
    const { Tensor } = this.transformers;
    const tensor = (value: (id: number) => number) =>
      new Tensor(
        'int64',
        BigInt64Array.from(ids, (id) => BigInt(value(id))),
        [1, ids.length],
      );
    const { last_hidden_state: hidden } = await this.model({
      input_ids: tensor((id) => id),
      attention_mask: tensor(() => 1),
      token_type_ids: tensor(() => 0),
    });
    return { hidden: hidden.data as Float32Array, width: hidden.dims.at(-1) as number };
  }
}
