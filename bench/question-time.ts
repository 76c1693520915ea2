/**
 * `npm run bench -- DATASET [--questions N]`: what a question costs beside the models' own time for it (one
 * embedding of the question, one reading of each pair), question by question in turn, medians over all.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Answerer } from '../src/answering/answerer.js';
import { readCalibration } from '../src/answering/confidence.js';
import { METHOD } from '../src/answering/method.js';
import { TransformersEmbeddings } from '../src/embedding/transformers-embeddings.js';
import { composeRetriever, READER_FOLDER } from '../src/engine/compose-retriever.js';
import { openCorpus } from '../src/evaluation/calibration/collect-samples.js';
import { readDataset } from '../src/evaluation/datasets/read-dataset.js';
import { alignColumns } from '../src/evaluation/reports/report-table.js';
import { OnnxReader } from '../src/reading/onnx-reader.js';
import { resolveQuestion } from '../src/retrieval/follow-up.js';
import { settingsSchema } from '../src/settings/settings-schema.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { questions: { type: 'string', default: '200' }, cache: { type: 'string' } },
});
const [dataset] = positionals;
if (dataset === undefined)
  throw new Error('usage: npm run bench -- DATASET [--questions N] [--cache FOLDER]');

const settings = settingsSchema.parse({});
const set = await readDataset(dataset);
const folder = values.cache ?? (await mkdtemp(join(tmpdir(), 'citewell-bench-')));
const store = await openCorpus(set, folder, settings);
const before = process.memoryUsage().rss;
const embeddings = await TransformersEmbeddings.open({
  modelsFolder: settings.models,
  model: settings.embedder,
});
const withEmbedder = process.memoryUsage().rss;
const reader = await OnnxReader.open(join(settings.models, READER_FOLDER));
const withReader = process.memoryUsage().rss;
const retriever = await composeRetriever(store, embeddings, settings.models);
const limits = { readLimit: settings.readLimit, refuseBelow: settings.refuseBelow };
const reading = new Answerer(retriever, reader, readCalibration(), limits);
const notReading = new Answerer(retriever, undefined, readCalibration(), limits);

const times = {
  embedding: [] as number[],
  pair: [] as number[],
  floor: [] as number[],
  on: [] as number[],
  off: [] as number[],
};
const { signal } = new AbortController();
let pairs = 0;
for (const { text } of set.questions.slice(0, Number(values.questions))) {
  const resolved = resolveQuestion(text, []);
  const embedding = await timed(() => embeddings.embedQuery(text));
  const { passages } = await retriever.retrieve(resolved, METHOD.passages);
  times.off.push(await timed(() => notReading.deliberate(resolved, 5, signal)));
  let read = 0;
  const on = await timed(async () => {
    read = (await reading.deliberate(resolved, 5, signal)).passagesRead;
  });
  times.on.push(on);
  const inPassages = await timed(() =>
    reader.read(
      text,
      passages.slice(0, read).map(({ text: passage }) => ({ text: passage, sentences: [] })),
    ),
  );
  times.embedding.push(embedding);
  if (read > 0) times.pair.push(inPassages / read);
  times.floor.push(embedding + inPassages);
  pairs += read;
}
await store.close();
await reader.close();
if (values.cache === undefined) await rm(folder, { recursive: true, force: true });

const count = times.on.length;
const row = (name: string, measured: readonly number[]) => [
  name,
  milliseconds(quantile(measured, 0.5)),
  milliseconds(quantile(measured, 0.95)),
];
process.stdout.write(
  `${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.version}; ${count} questions of ${set.name}, ${(pairs / count).toFixed(1)} passages read a question\n\n${alignColumns(
    [
      ['', 'p50', 'p95'],
      row('embedding a question', times.embedding),
      row('reading a passage', times.pair),
      row('both models alone (floor)', times.floor),
      row('a question, reader on', times.on),
      row('a question, reader off', times.off),
    ],
  )}\n\nreader on / floor (p50): ${ratio(times.on, times.floor)}\nreader off / embedding (p50): ${ratio(times.off, times.embedding)}\nmemory: embedding model ${megabytes(withEmbedder - before)}, reader ${megabytes(withReader - withEmbedder)}\n`,
);

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

function quantile(measured: readonly number[], share: number): number {
  const sorted = [...measured].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function ratio(measured: readonly number[], base: readonly number[]): string {
  return (quantile(measured, 0.5) / quantile(base, 0.5)).toFixed(2);
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
