import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AutoTokenizer, env } from '@xenova/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const ONE_THREAD = { intraOpNumThreads: 1, interOpNumThreads: 1 };

/** The floor: both models loaded, and a question embedded by the raw session; no search, no store, no thread. */
export default () => {
  const folder = process.env['BENCH_MODELS'];
  const model = process.env['BENCH_MODEL'];
  let tokenizer;
  let session;
  const embed = async (text) => {
    const ids = tokenizer.encode(`query: ${text}`);
    const shape = [1, ids.length];
    const of = (value) => new Tensor('int64', BigInt64Array.from(ids, value), shape);
    await session.run({ input_ids: of(BigInt), attention_mask: of(() => 1n), token_type_ids: of(() => 0n) });
  };
  return {
    open: async () => {
      env.allowRemoteModels = false;
      env.localModelPath = folder;
      tokenizer = await AutoTokenizer.from_pretrained(model);
      session = await InferenceSession.create(join(folder, model, 'onnx/model_quantized.onnx'), ONE_THREAD);
      await InferenceSession.create(await readFile(join(folder, 'citewell-reader/model.onnx')), ONE_THREAD);
    },
    ask: embed,
  };
};
