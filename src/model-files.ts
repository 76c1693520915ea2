import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CitewellError } from './errors.js';
import { sha256OfFile } from './file-sha256.js';

const fileHashes = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/));

/**
 * Reads a model folder's `manifest.json` against `schema`.
 *
 * @throws CitewellError `model_missing` where it is absent, `model_damaged` where it has another shape.
 */
export async function readModelManifest<Manifest>(
  folder: string,
  schema: z.ZodType<Manifest>,
): Promise<Manifest> {
  let json: string;
  try {
    json = await readFile(join(folder, 'manifest.json'), 'utf8');
  } catch (cause) {
    throw new CitewellError(
      'model_missing',
      `No model in ${folder}: it needs a manifest.json and the files that it names. Restore the models folder of this package, or set the model's path.`,
      { folder },
      { cause },
    );
  }
  try {
    return schema.parse(JSON.parse(json));
  } catch (cause) {
    throw new CitewellError(
      'model_damaged',
      `The manifest.json in ${folder} is not a model manifest. Restore the models folder of this package.`,
      { folder },
      { cause },
    );
  }
}

/**
 * Checks every file of a model against its SHA-256 before anything loads it: a damaged model answers wrongly
 * without an error.
 *
 * @param files file name relative to `folder` → lower-case hex SHA-256
 * @throws CitewellError `model_missing` or `model_damaged`
 */
export async function verifyModelFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, expected] of Object.entries(fileHashes.parse(files))) {
    let actual: string;
    try {
      actual = await sha256OfFile(join(folder, name));
    } catch (cause) {
      throw new CitewellError(
        'model_missing',
        `The model file ${name} is not readable in ${folder}. Restore the models folder of this package.`,
        { folder, file: name },
        { cause },
      );
    }
    if (actual !== expected) {
      throw new CitewellError(
        'model_damaged',
        `The model file ${name} in ${folder} is damaged: its SHA-256 is ${actual}, expected ${expected}. Restore the file.`,
        { folder, file: name, actual, expected },
      );
    }
  }
}
