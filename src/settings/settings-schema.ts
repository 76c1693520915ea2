import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../package-root.js';

/** A flag or an environment variable is text: "8787" is a port as well. */
const integer = (minimum: number, maximum: number) =>
  z.coerce
    .number({ error: `must be a whole number from ${minimum} to ${maximum}` })
    .int({ error: `must be a whole number from ${minimum} to ${maximum}` })
    .min(minimum)
    .max(maximum);
const onOff = z.union([z.boolean(), z.enum(['on', 'off']).transform((value) => value === 'on')], {
  error: 'must be on or off',
});

/** `https://docs.example.org`, several of them, or `*`: text with commas between, as a variable has to be. */
const origins = z
  .union([
    z.array(z.string()),
    z.string().transform((list) => list.split(',').map((origin) => origin.trim())),
  ])
  .transform((list) => list.filter((origin) => origin !== ''))
  .refine(
    (list) =>
      list.every((origin) => origin === '*' || (URL.canParse(origin) && new URL(origin).origin === origin)),
    {
      message: 'must be origins such as https://docs.example.org, with commas between, or *',
    },
  );

/** Every setting, with its default: the one source for flags, variables, the configuration file and code. */
export const settingsSchema = z.strictObject({
  /** Where the index lives. */
  dataDir: z.string().min(1).default('.citewell'),
  /** The folder of documents that is indexed by default, and that document ids are relative to. */
  knowledge: z.string().min(1).default('knowledge'),
  host: z.string().min(1).default('127.0.0.1'),
  /** 0 lets the system choose a free one. */
  port: integer(0, 65_535).default(8787),
  /** Sites whose pages may ask from a browser; the page of the server itself always may. */
  allowOrigins: origins.default([]),
  /** The folder that holds the embedding model and the reader. */
  models: z.string().min(1).default(join(packageRoot, 'models')),
  /** The embedding model: a folder below `models`. */
  embedder: z.string().min(1).default('Xenova/e5-small-v2'),
  /** Whether the reader model reads the best passages. */
  reader: onOff.default(true),
  /** Milliseconds that the reader may take a question; 0 reads nothing. */
  readLimit: integer(0, 60_000).default(120),
  /**
   * Questions answered with less confidence than this are refused, 0..1. On the development sets, half of whose
   * questions have no answer, decisions are about equally good from 0.3 to 0.45; people ask fewer such questions.
   */
  refuseBelow: z.coerce.number({ error: 'must be a number from 0 to 1' }).min(0).max(1).default(0.3),
  /** Embedding workers while indexing; 0 takes one a core. */
  workers: integer(0, 64).default(0),
});

export type CitewellSettings = z.infer<typeof settingsSchema>;
export type CitewellSettingsInput = z.input<typeof settingsSchema>;
export type SettingName = keyof CitewellSettings;

export const settingNames = Object.keys(settingsSchema.shape) as SettingName[];

/** `dataDir` → `CITEWELL_DATA_DIR` */
export function variableOf(name: SettingName): string {
  return `CITEWELL_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
}

/** `dataDir` → `--data-dir` */
export function flagOf(name: SettingName): string {
  return `--${name.replace(/[A-Z]/g, '-$&').toLowerCase()}`;
}
