/**
 * `npm run calibrate -- FOLDER [--cache FOLDER]`: fits `confidence` on the development sets in FOLDER and
 * writes models/calibration.json with the cross-validated figures. With `--cache` the sets' indexes are kept
 * there, so that the next run does not embed them again.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Answerer } from '../src/answering/answerer.js';
import { CALIBRATION_FILE, type Calibration, type ConfidenceModels } from '../src/answering/confidence.js';
import { FEATURES_WITH_READER, FEATURES_WITHOUT_READER } from '../src/answering/features.js';
import { PassageReading } from '../src/answering/passage-reading.js';
import { TransformersEmbeddings } from '../src/embedding/transformers-embeddings.js';
import { composeRetriever, READER_FOLDER } from '../src/engine/compose-retriever.js';
import {
  type AnswererOf,
  collectSamples,
  openCorpus,
  type Sample,
} from '../src/evaluation/calibration/collect-samples.js';
import { fitCalibration } from '../src/evaluation/calibration/fit-calibration.js';
import { readDataset } from '../src/evaluation/datasets/read-dataset.js';
import { ReaderPool } from '../src/reading/reader-pool.js';
import { ReaderThreads } from '../src/reading/reader-threads.js';
import { settingsSchema } from '../src/settings/settings-schema.js';

/** Every set that says which of its questions have an answer, and where. */
const SETS = ['squad2-a', 'clapnq-a', 'mtrag-a', 'xquad-en-dev.json'];

/** Beyond any reading: a calibration must not depend on how busy the machine is. */
const READ_LIMIT = 60_000;

/** Samples are taken before the decision, so none needs to be good. */
const UNFITTED: ConfidenceModels = {
  withReader: { intercept: 0, coefficients: {} },
  withoutReader: { intercept: 0, coefficients: {} },
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { cache: { type: 'string' } } });
const [folder] = positionals;
if (folder === undefined) throw new Error('usage: npm run calibrate -- FOLDER [--cache FOLDER]');

const settings = settingsSchema.parse({});
const cache = values.cache ?? (await mkdtemp(join(tmpdir(), 'citewell-calibrate-')));
const embeddings = await TransformersEmbeddings.open({
  modelsFolder: settings.models,
  model: settings.embedder,
});
const readers = new ReaderThreads(join(settings.models, READER_FOLDER), settings.readerThreads);
const reader = await ReaderPool.open(readers.connect());
const passageReading = new PassageReading(reader, reader.threads);
const read = new Map<string, Sample[]>();
const unread = new Map<string, Sample[]>();
for (const name of SETS) {
  const set = await readDataset(join(folder, name));
  const store = await openCorpus(set, cache, settings);
  const retriever = await composeRetriever(store, embeddings, settings.models);
  const limits = { readLimit: READ_LIMIT, refuseBelow: settings.refuseBelow };
  const reading: AnswererOf = (from) => new Answerer(from, passageReading, UNFITTED, limits);
  const notReading: AnswererOf = (from) => new Answerer(from, undefined, UNFITTED, limits);
  read.set(set.name, await collectSamples(set, store, retriever, reading));
  unread.set(set.name, await collectSamples(set, store, retriever, notReading));
  await store.close();
  process.stderr.write(`${set.name}: ${read.get(set.name)?.length} questions\n`);
}
await reader.close();
await readers.close();
if (values.cache === undefined) await rm(cache, { recursive: true, force: true });

const withReader = fitCalibration(read, FEATURES_WITH_READER);
const withoutReader = fitCalibration(unread, FEATURES_WITHOUT_READER);
const calibration: Calibration = {
  date: new Date().toISOString().slice(0, 10),
  fitted: { embeddings: embeddings.fingerprint, reader: reader.fingerprint },
  data: Object.fromEntries([...read].map(([name, samples]) => [name, samples.length])),
  figures: { withReader: withReader.figures, withoutReader: withoutReader.figures },
  withReader: withReader.model,
  withoutReader: withoutReader.model,
};
await writeFile(CALIBRATION_FILE, `${JSON.stringify(calibration, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(calibration.figures, null, 2)}\n`);
