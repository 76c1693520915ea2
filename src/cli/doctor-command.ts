import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Citewell } from '../citewell.js';
import { LlmAnswerer } from '../composing/llm-answerer.js';
import { EmbeddingPool } from '../embedding/embedding-pool.js';
import { openIndexingEmbeddings } from '../embedding/open-embeddings.js';
import type { ClosableEmbeddings } from '../embedding/passage-embeddings.js';
import { probeEmbedder } from '../embedding/probe-embedder.js';
import { runRepair } from '../engine/change-index.js';
import { assertStoreExists, checkStore } from '../engine/stores.js';
import { CitewellError } from '../errors.js';
import { indexFingerprint } from '../indexing/index-fingerprint.js';
import { readReaderModel } from '../reading/reader-model.js';
import type { LoadedSettings } from '../settings/load-settings.js';
import {
  type CitewellSettings,
  type SettingName,
  secretNames,
  settingNames,
} from '../settings/settings-schema.js';
import { packageVersion } from '../version.js';
import { counted } from './counted.js';
import { EXIT, type ExitCode } from './exit-codes.js';

/** One thing that doctor looked at. */
interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** `citewell doctor`: settings with their origins, the models, the index; says what is wrong and what to run. */
export async function doctorCommand(
  { settings, origins }: LoadedSettings,
  { json, repair }: { readonly json: boolean; readonly repair: boolean },
): Promise<ExitCode> {
  const repairs = repair ? await runRepair(settings) : undefined;
  const findings = [
    await find('embedding model', () =>
      probeEmbedder({ modelsFolder: settings.models, model: settings.embedder }),
    ),
    await find('embedding workers', () => embeddingWorkers(settings)),
    await find('reader', async () => {
      if (!settings.reader) return 'off';
      const { name, version } = await readReaderModel(join(settings.models, 'citewell-reader'));
      return `${name} ${version}, files intact`;
    }),
    await find('store', async () => checkStore(settings)),
    await find('answering', () => answering(settings)),
    await find('language model', async () => (await LlmAnswerer.open(settings))?.probe() ?? 'off'),
  ];
  const settingLines = settingNames.map((name) => ({
    name,
    value: json ? shownValue(settings, name) : wordedValue(settings, name),
    origin: origins[name],
  }));
  if (json) {
    process.stdout.write(
      `${JSON.stringify({ version: packageVersion, node: process.version, settings: settingLines, repairs, findings })}\n`,
    );
  } else {
    process.stdout.write(`Citewell ${packageVersion}, Node ${process.version}\n\nSettings\n`);
    for (const { name, value, origin } of settingLines) {
      process.stdout.write(`  ${name.padEnd(20)} ${value}  (${origin})\n`);
    }
    if (repairs) {
      process.stdout.write('\nRepairs\n');
      for (const done of repairs.length > 0 ? repairs : ['Nothing is damaged.'])
        process.stdout.write(`  ${done}\n`);
    }
    process.stdout.write('\nChecks\n');
    for (const { name, ok, detail } of findings)
      process.stdout.write(`  ${ok ? '✓' : '✗'} ${name}: ${detail}\n`);
  }
  if (findings.every(({ ok }) => ok)) return EXIT.ok;
  return findings.some(({ name, ok }) => !ok && (name === 'store' || name === 'answering'))
    ? EXIT.indexUnusable
    : EXIT.failure;
}

/** @throws CitewellError `index_missing`, and then no folder is made; what `Citewell.open` throws */
async function answering(settings: CitewellSettings): Promise<string> {
  assertStoreExists(settings);
  const citewell = await Citewell.open({ ...settings, llm: 'off' });
  try {
    const { ready, generation, fingerprint, documents, passages } = await citewell.status();
    if (!ready) {
      const reason = generation === 0 ? 'nothing is indexed yet' : 'the index was made with another model';
      throw new CitewellError('index_missing', `${reason}: run "citewell index".`);
    }
    const found = `${counted(documents, 'document')}, ${counted(passages, 'passage')}, generation ${generation}`;
    return documents === 0 || fingerprint === (await presentFingerprint(settings))
      ? found
      : `${found}; an earlier version split or embedded them otherwise, the next "citewell index" brings them up to date`;
  } finally {
    await citewell.close();
  }
}

function presentFingerprint(settings: CitewellSettings): Promise<string> {
  return ofEmbeddings(settings, indexFingerprint);
}

/** How many there are while indexing, and where memory has decided on it. */
function embeddingWorkers(settings: CitewellSettings): Promise<string> {
  const cores = availableParallelism();
  return ofEmbeddings(settings, (embeddings) => {
    const { workers } = embeddings;
    const isBounded = embeddings instanceof EmbeddingPool && settings.workers === 0 && workers < cores;
    return isBounded ? `${workers}, for which memory has room, on ${cores} cores` : `${workers}`;
  });
}

async function ofEmbeddings(
  { models, embedder, workers }: CitewellSettings,
  tell: (embeddings: ClosableEmbeddings) => string,
): Promise<string> {
  const model = { modelsFolder: models, model: embedder };
  const embeddings = await openIndexingEmbeddings(model, workers || undefined);
  try {
    return tell(embeddings);
  } finally {
    await embeddings.close();
  }
}

async function find(name: string, check: () => Promise<string>): Promise<Finding> {
  try {
    return { name, ok: true, detail: await check() };
  } catch (error) {
    if (!(error instanceof CitewellError)) throw error;
    return { name, ok: false, detail: error.message };
  }
}

/** A secret shows only that it is there. */
function shownValue(settings: CitewellSettings, name: SettingName): CitewellSettings[SettingName] {
  if (!secretNames.some((secret) => secret === name)) return settings[name];
  return settings[name] === undefined ? 'not set' : 'set';
}

function wordedValue(settings: CitewellSettings, name: SettingName): CitewellSettings[SettingName] {
  if (name === 'readerThreads' && settings.readerThreads === 0) return '0: one a core, four at most';
  return shownValue(settings, name) ?? 'not set';
}
