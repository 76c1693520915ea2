import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answerer } from '../../answering/answerer.js';
import type { AnswerFeatures } from '../../answering/features.js';
import { EmbeddingPool } from '../../embedding/embedding-pool.js';
import { CitewellError } from '../../errors.js';
import { Indexer } from '../../indexing/indexer.js';
import { resolveQuestion } from '../../retrieval/follow-up.js';
import type { CitewellSettings } from '../../settings/settings-schema.js';
import type { KnowledgeStore } from '../../store/knowledge-store.js';
import { SqliteStore } from '../../store/sqlite/sqlite-store.js';
import { writeCorpus } from '../datasets/write-corpus.js';
import { GoldStandard } from '../gold-standard.js';
import type { EvaluationSet } from '../question-set.js';

/** One question as the calibration sees it. */
export interface Sample {
  readonly id: string;
  readonly features: AnswerFeatures;
  readonly answerable: boolean;
  /** Whether the best excerpt answers. */
  readonly right: boolean;
}

/** Opens a set's corpus as a store of its own below `folder`, indexing what is not there yet. */
export async function openCorpus(
  set: EvaluationSet,
  folder: string,
  settings: CitewellSettings,
): Promise<KnowledgeStore> {
  const knowledgeFolder = join(folder, set.name, 'corpus');
  await mkdir(knowledgeFolder, { recursive: true });
  const hasCorpus = (await writeCorpus(set, join(knowledgeFolder, 'corpus.jsonl'))) > 0;
  const root = hasCorpus ? knowledgeFolder : settings.knowledge;
  const store = await SqliteStore.open(join(folder, set.name, 'index'));
  const embeddings = await EmbeddingPool.open({ modelsFolder: settings.models, model: settings.embedder });
  try {
    await new Indexer(store, embeddings, { knowledgeFolder: root }).run([root]);
  } finally {
    await embeddings.close();
  }
  return store;
}

/**
 * Puts a set's questions to the answering stage, up to its decision, and judges the excerpt that it would
 * cite. Questions that the set cannot judge are left out.
 */
export async function collectSamples(
  set: EvaluationSet,
  store: KnowledgeStore,
  answerer: Answerer,
): Promise<Sample[]> {
  const gold = new GoldStandard({ getDocument: (id) => documentOf(store, id) }, set);
  const signal = new AbortController().signal;
  const samples: Sample[] = [];
  for (const question of set.questions) {
    if (question.answerable === undefined) continue;
    const resolved = resolveQuestion(question.text, question.history);
    const { excerpts, features } = await answerer.deliberate(resolved, 1, signal);
    const [excerpt] = excerpts;
    const right =
      excerpt &&
      (await gold.isRight(question, {
        start: excerpt.start,
        end: excerpt.end,
        quote: excerpt.text,
        document: { id: excerpt.passage.document.id },
      }));
    if (features && right !== undefined) {
      samples.push({ id: question.id, features, answerable: question.answerable, right });
    }
  }
  return samples;
}

async function documentOf(store: KnowledgeStore, id: string) {
  const document = await store.catalogue.document(id);
  if (!document) throw new CitewellError('not_found', `There is no document "${id}".`, { id });
  return document;
}
