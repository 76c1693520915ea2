import { join } from 'node:path';
import { AutoTokenizer, env, type PreTrainedTokenizer } from '@xenova/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** The name of what these figures are the floor of. */
export const MODELS_ALONE = 'models alone';

export type Inputs = InferenceSession.FeedsType;

/** The embedding model with nothing around it: one thread, one text at a time, texts split into tokens before. */
export class RawSession {
  private constructor(
    private readonly tokenizer: PreTrainedTokenizer,
    private readonly session: InferenceSession,
  ) {}

  static async open(modelsFolder: string, model: string): Promise<RawSession> {
    env.allowRemoteModels = false;
    env.localModelPath = modelsFolder;
    const file = join(modelsFolder, model, 'onnx/model_quantized.onnx');
    const threads = { intraOpNumThreads: 1, interOpNumThreads: 1 };
    return new RawSession(
      await AutoTokenizer.from_pretrained(model),
      await InferenceSession.create(file, threads),
    );
  }

  /** @param text with the model's prefix */
  prepare(text: string): Inputs {
    const ids = this.tokenizer.encode(text).slice(0, 512);
    const tensor = (value: (id: number) => bigint) =>
      new Tensor('int64', BigInt64Array.from(ids, value), [1, ids.length]);
    return { input_ids: tensor(BigInt), attention_mask: tensor(() => 1n), token_type_ids: tensor(() => 0n) };
  }

  async run(inputs: Inputs): Promise<void> {
    await this.session.run(inputs);
  }
}
