import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readModelManifest, verifyModelFiles } from '../model-files.js';
import { isScript } from './scripts.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const manifestSchema = z
  .strictObject({
    name: z.string().min(1),
    version: z.string().min(1),
    /** Scripts (Unicode's names) that it has learnt to read: questions in others are not given to it. */
    scripts: z.array(z.string().refine(isScript, { error: 'is no script of Unicode' })).min(1),
    /** Question tokens that are read; the rest of a longer question is cut, as in training. */
    maxQuestionTokens: z.int().positive(),
    /** Tokens of one run: question, passage and the three special tokens together. */
    windowTokens: z.int().positive().max(512),
    /** How many passage tokens a window begins after the one before, in a passage longer than one window. */
    strideTokens: z.int().positive(),
    /** Longest answer span in tokens. */
    maxSpanTokens: z.int().positive(),
    files: z.strictObject({ 'model.onnx': sha256, 'tokenizer.json': sha256 }),
  })
  // Without this overlap an answer that crosses the end of a window would stand whole in none.
  .refine((manifest) => passageRoom(manifest) >= manifest.strideTokens + manifest.maxSpanTokens, {
    error: 'windows must overlap by the longest span at least',
  });

/**
 * What is known of a reader model, read from the `manifest.json` beside it: a better-trained file with the
 * same inputs and outputs replaces the old one by its hash, without a change of code.
 */
export type ReaderModel = z.infer<typeof manifestSchema>;

/** [CLS] question [SEP] passage [SEP]. */
const SPECIAL_TOKENS = 3;

function passageRoom(model: { readonly windowTokens: number; readonly maxQuestionTokens: number }): number {
  return model.windowTokens - model.maxQuestionTokens - SPECIAL_TOKENS;
}

/**
 * Reads the manifest in `folder` and verifies the files that it names.
 *
 * @throws CitewellError `model_missing`, `model_damaged`
 */
export async function readReaderModel(folder: string): Promise<ReaderModel> {
  const model = await readModelManifest(folder, manifestSchema);
  await verifyModelFiles(folder, model.files);
  return model;
}

/**
 * Name, version and a hash over everything that moves a reading: files and limits. The hash is cut at 16 hex
 * digits, 64 bits, which is ample to tell models apart.
 */
export function readerFingerprint(model: ReaderModel): string {
  const parts = [
    model.files['model.onnx'],
    model.files['tokenizer.json'],
    model.maxQuestionTokens,
    model.windowTokens,
    model.strideTokens,
    model.maxSpanTokens,
  ];
  const hash = createHash('sha256').update(parts.join('\n')).digest('hex');
  return `${model.name}@${model.version}:${hash.slice(0, 16)}`;
}
