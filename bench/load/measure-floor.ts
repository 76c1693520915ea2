import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { METHOD } from '../../src/answering/method.js';
import { PassageReading } from '../../src/answering/passage-reading.js';
import { ReadingTime } from '../../src/answering/reading-time.js';
import { TransformersEmbeddings } from '../../src/embedding/transformers-embeddings.js';
import { composeRetriever } from '../../src/engine/compose-retriever.js';
import { READER_FOLDER } from '../../src/engine/reader-folder.js';
import { Indexer } from '../../src/indexing/indexer.js';
import { packageRoot } from '../../src/package-root.js';
import { OnnxReader } from '../../src/reading/onnx-reader.js';
import { resolveQuestion } from '../../src/retrieval/follow-up.js';
import { settingsSchema } from '../../src/settings/settings-schema.js';
import { SqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { WorkerClient } from '../../src/threads/worker-client.js';
import { timed } from '../measuring/quantile.js';
import type { ModelsWorkerData, ReadQuestion } from './models-worker.js';

const QUESTIONS_A_CORE = 100;

/**
 * What all cores could answer if there was nothing but the models: each question embedded once, and as many passages
 * read as the server reads on an idle machine, one question after another in one thread a core.
 *
 * @returns questions a second
 */
export async function measureFloor(nextQuestion: () => string): Promise<number> {
  const settings = settingsSchema.parse({});
  const readerFolder = join(settings.models, READER_FOLDER);
  const data: ModelsWorkerData = { modelsFolder: settings.models, model: settings.embedder, readerFolder };
  const cores = availableParallelism();
  const workers = Array.from(
    { length: cores },
    () => new WorkerClient(new URL('./models-worker.js', import.meta.url), data),
  );
  try {
    const questions = await readQuestions(nextQuestion, cores * QUESTIONS_A_CORE);
    await Promise.all(
      workers.map((worker, core) =>
        worker.call(
          'prepare',
          questions.filter((_, position) => position % cores === core),
        ),
      ),
    );
    const run = () => timed(() => Promise.all(workers.map((worker) => worker.call('run', undefined))));
    await run();
    return questions.length / ((await run()) / 1_000);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

/** Finds each question's passages in an index of the article. */
async function readQuestions(nextQuestion: () => string, count: number): Promise<ReadQuestion[]> {
  const settings = settingsSchema.parse({});
  const { models, embedder } = settings;
  const folder = await mkdtemp(join(tmpdir(), 'citewell-load-floor-'));
  const embeddings = await TransformersEmbeddings.open({ modelsFolder: models, model: embedder });
  const store = await SqliteStore.open(folder);
  const reader = await OnnxReader.open(join(models, READER_FOLDER));
  const reading = new PassageReading(reader);
  const { signal } = new AbortController();
  try {
    const knowledgeFolder = join(packageRoot, 'knowledge');
    await new Indexer(store, embeddings, { knowledgeFolder }).run([knowledgeFolder]);
    const retriever = await composeRetriever(store, embeddings, models);
    const questions: ReadQuestion[] = [];
    while (questions.length < count) {
      const text = nextQuestion();
      const { passages } = await retriever.retrieve(resolveQuestion(text, []), METHOD.passages);
      const { length } = await reading.read(text, passages, new ReadingTime(settings.readLimit, signal));
      questions.push({ text, passages: passages.slice(0, length).map((passage) => passage.text) });
    }
    return questions;
  } finally {
    await Promise.all([store.close(), reader.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}
