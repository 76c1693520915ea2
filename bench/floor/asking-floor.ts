import { join } from 'node:path';
import { Answerer } from '../../src/answering/answerer.js';
import { METHOD } from '../../src/answering/method.js';
import { NearestField } from '../../src/answering/nearest-field.js';
import { PassageReading } from '../../src/answering/passage-reading.js';
import { readCalibration } from '../../src/answering/read-calibration.js';
import { TransformersEmbeddings } from '../../src/embedding/transformers-embeddings.js';
import { composeRetriever } from '../../src/engine/compose-retriever.js';
import { READER_FOLDER } from '../../src/engine/reader-folder.js';
import { openCorpus } from '../../src/evaluation/calibration/collect-samples.js';
import { readDataset } from '../../src/evaluation/datasets/read-dataset.js';
import { OnnxReader } from '../../src/reading/onnx-reader.js';
import { ReaderPool } from '../../src/reading/reader-pool.js';
import { ReaderThreads } from '../../src/reading/reader-threads.js';
import { resolveQuestion } from '../../src/retrieval/follow-up.js';
import { settingsSchema } from '../../src/settings/settings-schema.js';
import type { BenchOptions, Figure } from '../bench.js';
import { CITEWELL } from '../contenders/contenders.js';
import { sample } from '../corpora.js';
import { quantile, timed } from '../measuring/quantile.js';
import { MODELS_ALONE, RawSession } from './raw-session.js';

/** Question by question in turn: a busy moment of the machine meets both. */
export async function askingFloor({ data, questions, cache }: BenchOptions): Promise<Figure[]> {
  const settings = settingsSchema.parse({});
  const set = await readDataset(join(data, 'xquad-en-dev.json'));
  const store = await openCorpus(set, join(cache, 'floor-corpus'), settings);
  const raw = await RawSession.open(settings.models, settings.embedder);
  const embeddings = await TransformersEmbeddings.open({
    modelsFolder: settings.models,
    model: settings.embedder,
  });
  const readerFolder = join(settings.models, READER_FOLDER);
  const rawReader = await OnnxReader.open(readerFolder);
  const readers = new ReaderThreads(readerFolder, settings.readerThreads);
  const reader = await ReaderPool.open(readers.connect());
  await reader.openOthers((error) => {
    throw error;
  });
  const retriever = await composeRetriever(store, embeddings, settings.models);
  const limits = { readLimit: settings.readLimit, refuseBelow: settings.refuseBelow };
  const fields = new NearestField(embeddings);
  const reading = new Answerer(
    retriever,
    new PassageReading(reader, reader.threads),
    readCalibration(),
    limits,
    fields,
  );
  const searching = new Answerer(retriever, undefined, readCalibration(), limits, fields);
  const { signal } = new AbortController();
  const times = {
    embedding: [] as number[],
    bothModels: [] as number[],
    embedded: [] as number[],
    searched: [] as number[],
    read: [] as number[],
  };
  for (const { text } of sample(set.questions, questions)) {
    const inputs = raw.prepare(`query: ${text}`);
    const embedding = await timed(() => raw.run(inputs));
    times.embedding.push(embedding);
    times.embedded.push(await timed(() => embeddings.embedQuery(text)));
    const resolved = resolveQuestion(text, []);
    const { passages } = await retriever.retrieve(resolved, METHOD.passages);
    times.searched.push(await timed(() => searching.deliberate(resolved, 5, signal)));
    let passagesRead = 0;
    const read = await timed(async () => {
      ({ passagesRead } = await reading.deliberate(resolved, 5, signal));
    });
    times.read.push(read);
    const pairs = passages.slice(0, passagesRead).map((passage) => ({ text: passage.text, sentences: [] }));
    times.bothModels.push(embedding + (await timed(() => rawReader.read(text, pairs))));
  }
  await store.close();
  await reader.close();
  await Promise.all([readers.close(), rawReader.close()]);
  return [
    ...beside('embedding a question', times.embedding, times.embedded),
    ...beside('a question, reader off', times.embedding, times.searched),
    ...beside('a question, reader on', times.bothModels, times.read),
  ];
}

function beside(measure: string, alone: readonly number[], citewell: readonly number[]): Figure[] {
  return [0.5, 0.95].flatMap((share) => {
    const column = { measure: `${measure}, p${100 * share}`, unit: 'ms' } as const;
    return [
      { ...column, subject: MODELS_ALONE, value: quantile(alone, share) },
      { ...column, subject: CITEWELL, value: quantile(citewell, share) },
    ];
  });
}
