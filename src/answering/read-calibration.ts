import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CitewellError } from '../errors.js';
import { packageRoot } from '../package-root.js';
import { FEATURES_OF_RECORDS_WITH_READER, FEATURES_WITH_READER } from './fitted-features.js';

const modelSchema = z.object({
  intercept: z.number(),
  /** By feature; a name that is none would make every confidence meaningless. */
  coefficients: z.partialRecord(
    z.enum([...FEATURES_WITH_READER, ...FEATURES_OF_RECORDS_WITH_READER]),
    z.number(),
  ),
});
const calibrationSchema = z.object({
  /** ISO date of the fit. */
  date: z.string(),
  /** Fingerprints of the models whose scores were fitted. */
  fitted: z.record(z.string(), z.string()),
  /** Development sets and their numbers of questions. */
  data: z.record(z.string(), z.number()),
  /** Figures a set, of models that have not seen its questions. */
  figures: z.record(z.string(), z.unknown()),
  withReader: modelSchema,
  withoutReader: modelSchema,
  recordsWithReader: modelSchema,
  recordsWithoutReader: modelSchema,
});

export type Calibration = z.infer<typeof calibrationSchema>;
/** Made by `npm run calibrate`; lies with the models, since it belongs to them. */
export const CALIBRATION_FILE = join(packageRoot, 'models', 'calibration.json');

/** @throws CitewellError `model_missing`, `model_damaged` */
export function readCalibration(file = CALIBRATION_FILE): Calibration {
  let json: string;
  try {
    json = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CitewellError(
      'model_missing',
      `${file} cannot be read. Restore it from the package.`,
      { file },
      { cause },
    );
  }
  try {
    return calibrationSchema.parse(JSON.parse(json));
  } catch (cause) {
    throw new CitewellError(
      'model_damaged',
      `${file} is not a calibration. Restore it from the package.`,
      { file },
      { cause },
    );
  }
}
