import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { EmbeddingPool } from '../../src/embedding/embedding-pool.js';
import { readDataset } from '../../src/evaluation/datasets/read-dataset.js';
import { settingsSchema } from '../../src/settings/settings-schema.js';
import { WorkerClient } from '../../src/threads/worker-client.js';
import type { BenchOptions, Figure } from '../bench.js';
import { CITEWELL } from '../contenders/contenders.js';
import { sample } from '../corpora.js';
import { median, timed } from '../measuring/quantile.js';
import { indexingRound } from './indexing-round.js';
import { MODELS_ALONE } from './raw-session.js';

const DOCUMENTS = 60;

/** The same runs of the model, on as many threads, round by round in turn. */
export async function indexingFloor(folder: string, { data, rounds, say }: BenchOptions): Promise<Figure[]> {
  const settings = settingsSchema.parse({});
  const set = await readDataset(join(data, 'xquad-en-dev.json'));
  const threads = settings.workers || availableParallelism();
  const model = { modelsFolder: settings.models, model: settings.embedder };
  const sessions = Array.from(
    { length: threads },
    () => new WorkerClient(new URL('./raw-session-worker.js', import.meta.url), model),
  );
  const embeddings = await EmbeddingPool.open(model, threads);
  const speeds = { alone: [] as number[], indexed: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const documents = sample(set.corpus ?? [], DOCUMENTS);
    const { texts, seconds } = await indexingRound(documents, embeddings, join(folder, `round-${round}`));
    speeds.indexed.push(texts.length / seconds);
    const shares = sessions.map((_, n) => texts.filter((__, position) => position % threads === n));
    await Promise.all(sessions.map((session, n) => session.call('prepare', shares[n])));
    const alone = await timed(() => Promise.all(sessions.map((session) => session.call('run', undefined))));
    speeds.alone.push(texts.length / (alone / 1000));
    say(`round ${round + 1}: ${texts.length} texts indexed`);
  }
  await Promise.all([...sessions.map((session) => session.stop()), embeddings.close()]);
  const measure = `texts indexed, ${threads} threads`;
  return [
    { subject: MODELS_ALONE, measure, value: median(speeds.alone), unit: 'a second' },
    { subject: CITEWELL, measure, value: median(speeds.indexed), unit: 'a second' },
  ];
}
