import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TransformersEmbeddings } from '../../src/embedding/transformers-embeddings.js';
import { indexFingerprint } from '../../src/indexing/index-fingerprint.js';
import { settingsSchema } from '../../src/settings/settings-schema.js';
import { SqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import type { BenchOptions, BenchResult, Figure } from '../bench.js';
import { ContenderProcess } from '../contenders/contender-process.js';
import { type BenchQuestion, readBenchCorpus, sample } from '../corpora.js';
import { ExactSearch } from '../growth/exact-search.js';
import { PASSAGES_A_DOCUMENT, recombinedDocument } from '../growth/recombined-documents.js';
import { sentencePool } from '../growth/sentence-pool.js';
import { folderBytes } from '../measuring/folder-bytes.js';
import { median, quantile, timed } from '../measuring/quantile.js';

/** As many passages as indexing stores at once. */
const DOCUMENTS_A_CHANGE = 7;
const NEIGHBOURS = 10;
/** Other questions, asked first: a process compiles what it runs often, and caches fill. */
const WARMING_QUESTIONS = 100;

const own = (name: string) => new URL(`../contenders/${name}.mjs`, import.meta.url);

/** One index that grows: what building, starting, asking and memory cost at each size. */
export async function growth(options: BenchOptions): Promise<BenchResult> {
  const { data, cache, say, sizes } = options;
  const corpus = await readBenchCorpus(data, Number.POSITIVE_INFINITY);
  const pool = await sentencePool(corpus.documents, cache, say);
  const questions = sample(corpus.questions, options.questions);
  const warming = sample(
    corpus.questions.filter((question) => !questions.includes(question)),
    WARMING_QUESTIONS,
  );
  const { models, embedder } = settingsSchema.parse({});
  const embeddings = await TransformersEmbeddings.open({ modelsFolder: models, model: embedder });
  const vectors: Float32Array[] = [];
  for (const { text } of questions) vectors.push(Float32Array.from(await embeddings.embedQuery(text)));
  const folder = await mkdtemp(join(cache, 'growth-'));
  const dataFolder = join(folder, 'index');
  const exact = new ExactSearch();
  const figures: Figure[] = [];
  let built = 0;
  try {
    for (const size of sizes) {
      const subject = size.toLocaleString('en');
      const documents = Math.ceil((size - built) / PASSAGES_A_DOCUMENT);
      const first = built / PASSAGES_A_DOCUMENT;
      const store = await SqliteStore.open(dataFolder);
      const fingerprint = indexFingerprint(embeddings);
      const storing = await timed(async () => {
        for (let start = 0; start < documents; start += DOCUMENTS_A_CHANGE) {
          const count = Math.min(DOCUMENTS_A_CHANGE, documents - start);
          const put = Array.from({ length: count }, (_, n) => recombinedDocument(pool, first + start + n));
          await store.apply({ put, fingerprint });
          // Ids are given in order, from 1.
          for (const { vector } of put.flatMap(({ passages }) => passages)) exact.add(++built, vector);
        }
      });
      const recall = await recallOf(store, exact, sample(vectors, 100));
      const closing = await timed(() => store.close());
      say(`${subject} passages stored`);
      figures.push(
        { subject, measure: 'storing (without embedding)', value: (storing + closing) / 1000, unit: 's' },
        { subject, measure: 'on disk', value: (await folderBytes(dataFolder)) / 1e6, unit: 'MB' },
        {
          subject,
          measure: 'of it the graph',
          value: (await stat(join(dataFolder, 'passages.hnsw'))).size / 1e6,
          unit: 'MB',
        },
        { subject, measure: `recall@${NEIGHBOURS} of the graph`, value: recall, unit: 'share' },
        ...(await answering(subject, folder, questions, warming, options)),
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const setting = `passages of real sentences, recombined; ${questions.length} questions of XQuAD`;
  return {
    setting,
    reference: sizes[0]?.toLocaleString('en') ?? '',
    figures: [...figures, ...exponents(figures, sizes)],
  };
}

async function recallOf(
  store: SqliteStore,
  exact: ExactSearch,
  questions: readonly Float32Array[],
): Promise<number> {
  let found = 0;
  for (const vector of questions) {
    const { candidates } = await store.search({ vector, stems: [], limit: NEIGHBOURS });
    const ids = new Set(candidates.map(({ passageId }) => passageId));
    found += exact.nearest(vector, NEIGHBOURS).filter((id) => ids.has(id)).length;
  }
  return found / (NEIGHBOURS * questions.length);
}

/** The built program beside its models, which are asked the same questions in turn. */
async function answering(
  subject: string,
  folder: string,
  questions: readonly BenchQuestion[],
  warming: readonly BenchQuestion[],
  { rounds }: BenchOptions,
): Promise<Figure[]> {
  const starts = { citewell: [] as number[], models: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    starts.citewell.push(await startOf('citewell', folder));
    starts.models.push(await startOf('models-alone', folder));
  }
  const times = { reading: [] as number[], searching: [] as number[], model: [] as number[] };
  const reading = await ContenderProcess.start(own('citewell'));
  const searching = await ContenderProcess.start(own('citewell-search-only'));
  const model = await ContenderProcess.start(own('models-alone'));
  for (const one of [reading, searching, model]) {
    await one.run('open', folder);
    for (const { text } of warming) await one.run('ask', text);
  }
  let memory = 0;
  for (const { text } of questions) {
    times.reading.push((await reading.run('ask', text)).milliseconds);
    const searched = await searching.run('ask', text);
    times.searching.push(searched.milliseconds);
    memory = searched.peakBytes;
    times.model.push((await model.run('ask', text)).milliseconds);
  }
  for (const one of [reading, searching, model]) await one.stop();
  return [
    { subject, measure: 'start to ready', value: median(starts.citewell), unit: 'ms' },
    { subject, measure: 'start of the models alone', value: median(starts.models), unit: 'ms' },
    { subject, measure: 'embedding a question, p50', value: median(times.model), unit: 'ms' },
    { subject, measure: 'question, reader off, p50', value: median(times.searching), unit: 'ms' },
    { subject, measure: 'question, reader off, p95', value: quantile(times.searching, 0.95), unit: 'ms' },
    {
      subject,
      measure: 'times the embedding, p50',
      value: median(times.searching) / median(times.model),
      unit: 'ratio',
    },
    { subject, measure: 'question, reader on, p50', value: median(times.reading), unit: 'ms' },
    { subject, measure: 'question, reader on, p95', value: quantile(times.reading, 0.95), unit: 'ms' },
    { subject, measure: 'memory, reader off, peak', value: memory / 1e6, unit: 'MB' },
  ];
}

async function startOf(name: string, folder: string): Promise<number> {
  const contender = await ContenderProcess.start(own(name));
  const { sinceStart } = await contender.run('open', folder);
  await contender.stop();
  return sinceStart;
}

/** b of a·n^b between the smallest and the largest size: 0 does not grow, 1 grows as the index does. */
function exponents(figures: readonly Figure[], sizes: readonly number[]): Figure[] {
  const [smallest = 1, largest = 1] = [sizes[0], sizes.at(-1)];
  if (smallest === largest) return [];
  const at = (size: number, measure: string) =>
    figures.find((figure) => figure.subject === size.toLocaleString('en') && figure.measure === measure)
      ?.value ?? Number.NaN;
  return [...new Set(figures.map(({ measure }) => measure))].map((measure) => ({
    subject: 'exponent',
    measure,
    value: Math.log(at(largest, measure) / at(smallest, measure)) / Math.log(largest / smallest),
    unit: 'exponent' as const,
  }));
}
