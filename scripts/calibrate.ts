/**
 * `npm run calibrate -- FOLDER [--cache FOLDER] [--records]`: fits `confidence` on the development sets in FOLDER,
 * and for rows of tables on one half of our own set of short facts, and writes models/calibration.json with figures
 * of questions that were not fitted on. With `--cache` the sets' indexes and what the reader has read are kept there,
 * so that the next run does neither again; with `--records` only the models for rows are fitted.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Answerer } from '../src/answering/answerer.js';
import { type ConfidenceModel, type ConfidenceModels, confidenceOf } from '../src/answering/confidence.js';
import type { FeatureName } from '../src/answering/features.js';
import {
  FEATURES_OF_RECORDS_WITH_READER,
  FEATURES_OF_RECORDS_WITHOUT_READER,
  FEATURES_WITH_READER,
  FEATURES_WITHOUT_READER,
} from '../src/answering/fitted-features.js';
import { NearestField } from '../src/answering/nearest-field.js';
import { PassageReading } from '../src/answering/passage-reading.js';
import { CALIBRATION_FILE, type Calibration, readCalibration } from '../src/answering/read-calibration.js';
import { TransformersEmbeddings } from '../src/embedding/transformers-embeddings.js';
import { composeRetriever } from '../src/engine/compose-retriever.js';
import { READER_FOLDER } from '../src/engine/reader-folder.js';
import {
  type AnswererOf,
  collectSamples,
  openCorpus,
  type Sample,
} from '../src/evaluation/calibration/collect-samples.js';
import { figuresOf, fitCalibration } from '../src/evaluation/calibration/fit-calibration.js';
import { readDataset } from '../src/evaluation/datasets/read-dataset.js';
import { ReaderPool } from '../src/reading/reader-pool.js';
import { ReaderThreads } from '../src/reading/reader-threads.js';
import { settingsSchema } from '../src/settings/settings-schema.js';
import { RecordedReader } from './recorded-reader.js';
import { HALVES, type Half, writeShortFacts } from './short-facts/write-set.js';

/** Every set that says which of its questions have an answer, and where. */
const SETS = ['squad2-a', 'clapnq-a', 'mtrag-a', 'xquad-en-dev.json'];

const nameOf = (half: Half): string => `short-facts-${half}`;

/** Beyond any reading: a calibration must not depend on how busy the machine is. */
const READ_LIMIT = 60_000;

/** Samples are taken before the decision, so none needs to be good. */
const UNFITTED: ConfidenceModels = {
  withReader: { intercept: 0, coefficients: {} },
  withoutReader: { intercept: 0, coefficients: {} },
  recordsWithReader: { intercept: 0, coefficients: {} },
  recordsWithoutReader: { intercept: 0, coefficients: {} },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cache: { type: 'string' }, records: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('usage: npm run calibrate -- FOLDER [--cache FOLDER] [--records]');

const settings = settingsSchema.parse({});
const { refuseBelow } = settings;
const cache = values.cache ?? (await mkdtemp(join(tmpdir(), 'citewell-calibrate-')));
const embeddings = await TransformersEmbeddings.open({
  modelsFolder: settings.models,
  model: settings.embedder,
});
const readers = new ReaderThreads(join(settings.models, READER_FOLDER), settings.readerThreads);
const pool = await ReaderPool.open(readers.connect());
const reader = new RecordedReader(pool, join(cache, 'readings.jsonl'));
const passageReading = new PassageReading(reader, pool.threads);
const fields = new NearestField(embeddings);
const read = new Map<string, Sample[]>();
const unread = new Map<string, Sample[]>();
for (const half of HALVES) await writeShortFacts(half, join(cache, nameOf(half)));
const paths = [
  ...(values.records ? [] : SETS).map((name) => join(folder, name)),
  ...HALVES.map((half) => join(cache, nameOf(half))),
];
for (const path of paths) {
  const set = await readDataset(path);
  const store = await openCorpus(set, cache, { ...settings, knowledge: join(path, 'documents') });
  const retriever = await composeRetriever(store, embeddings, settings.models);
  const limits = { readLimit: READ_LIMIT, refuseBelow: settings.refuseBelow };
  const reading: AnswererOf = (from) => new Answerer(from, passageReading, UNFITTED, limits, fields);
  const notReading: AnswererOf = (from) => new Answerer(from, undefined, UNFITTED, limits, fields);
  read.set(set.name, await collectSamples(set, store, retriever, reading));
  unread.set(set.name, await collectSamples(set, store, retriever, notReading));
  await store.close();
  process.stderr.write(`${set.name}: ${read.get(set.name)?.length} questions\n`);
}
await reader.close();
await readers.close();
if (values.cache === undefined) await rm(cache, { recursive: true, force: true });

const fitted = { embeddings: embeddings.fingerprint, reader: reader.fingerprint };
const earlier = values.records ? readCalibration() : undefined;
if (earlier && JSON.stringify(earlier.fitted) !== JSON.stringify(fitted)) {
  throw new Error('the models for prose were fitted with another embedder or reader: leave out --records');
}

/**
 * The models of one kind (read or not) with the figures of all sets; those for prose are taken over where they are not
 * fitted.
 */
function fitBoth(
  samples: ReadonlyMap<string, readonly Sample[]>,
  prose: { features: readonly FeatureName[]; earlier: ConfidenceModel | undefined; figures: unknown },
  recordFeatures: readonly FeatureName[],
) {
  const fit = nameOf('fit');
  const records = (samples.get(fit) ?? []).filter(({ record }) => record);
  const ofRecords = fitCalibration(new Map([[`${fit}, rows`, records]]), recordFeatures, refuseBelow);
  const own = new Map([...samples].filter(([name]) => !HALVES.map(nameOf).includes(name)));
  const ofProse = prose.earlier ? undefined : fitCalibration(own, prose.features, refuseBelow);
  const proseModel = prose.earlier ?? ofProse?.model;
  if (!proseModel) throw new Error('no model for prose');
  const heldOut = nameOf('held-out');
  const predictions = (samples.get(heldOut) ?? []).map((sample) => ({
    sample,
    confidence: confidenceOf(sample.record ? ofRecords.model : proseModel, sample.features),
  }));
  return {
    prose: proseModel,
    records: ofRecords.model,
    figures: {
      ...(ofProse?.figures ?? (prose.figures as object)),
      ...ofRecords.figures,
      [heldOut]: figuresOf(predictions, refuseBelow),
      [`${heldOut}, rows`]: figuresOf(
        predictions.filter(({ sample }) => sample.record),
        refuseBelow,
      ),
    },
  };
}

const withReader = fitBoth(
  read,
  { features: FEATURES_WITH_READER, earlier: earlier?.withReader, figures: earlier?.figures['withReader'] },
  FEATURES_OF_RECORDS_WITH_READER,
);
const withoutReader = fitBoth(
  unread,
  {
    features: FEATURES_WITHOUT_READER,
    earlier: earlier?.withoutReader,
    figures: earlier?.figures['withoutReader'],
  },
  FEATURES_OF_RECORDS_WITHOUT_READER,
);
const calibration: Calibration = {
  date: new Date().toISOString().slice(0, 10),
  fitted,
  data: {
    ...earlier?.data,
    ...Object.fromEntries([...read].map(([name, samples]) => [name, samples.length])),
  },
  figures: { withReader: withReader.figures, withoutReader: withoutReader.figures },
  withReader: withReader.prose,
  withoutReader: withoutReader.prose,
  recordsWithReader: withReader.records,
  recordsWithoutReader: withoutReader.records,
};
await writeFile(CALIBRATION_FILE, `${JSON.stringify(calibration, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(calibration.figures, null, 2)}\n`);
