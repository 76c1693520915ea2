import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answerer } from '../../answering/answerer.js';
import { type AnswerFeatures, isRecord } from '../../answering/features.js';
import { EmbeddingPool } from '../../embedding/embedding-pool.js';
import { CitewellError } from '../../errors.js';
import { indexFiles } from '../../indexing/index-files.js';
import type { HistoryTurn, ResolvedQuestion } from '../../retrieval/follow-up.js';
import type { RankedPassage, Retrieval, Retriever } from '../../retrieval/retriever.js';
import type { CitewellSettings } from '../../settings/settings-schema.js';
import type { KnowledgeStore } from '../../store/knowledge-store.js';
import { SqliteStore } from '../../store/sqlite/sqlite-store.js';
import { writeCorpus } from '../datasets/write-corpus.js';
import { GoldStandard } from '../gold-standard.js';
import { holdsAnswer } from '../metrics/answer-match.js';
import type { EvaluationQuestion, EvaluationSet } from '../question-set.js';

/** One question as the calibration sees it. */
export interface Sample {
  readonly id: string;
  readonly features: AnswerFeatures;
  /** Whether the best excerpt is a row of a table. */
  readonly record: boolean;
  readonly answerable: boolean;
  /** Whether the best excerpt answers. */
  readonly right: boolean;
}

/** Opens a set's corpus as a store of its own below `folder`, indexing what is not there yet, or of another version. */
export async function openCorpus(
  set: EvaluationSet,
  folder: string,
  settings: CitewellSettings,
): Promise<KnowledgeStore> {
  const knowledgeFolder = join(folder, set.name, 'corpus');
  await mkdir(knowledgeFolder, { recursive: true });
  const hasCorpus = (await writeCorpus(set, join(knowledgeFolder, 'corpus.jsonl'))) > 0;
  const root = hasCorpus ? knowledgeFolder : settings.knowledge;
  const dataFolder = join(folder, set.name, 'index');
  const store = await SqliteStore.open(dataFolder);
  const embeddings = await EmbeddingPool.open({ modelsFolder: settings.models, model: settings.embedder });
  try {
    await indexFiles(store, dataFolder, embeddings, [root], { knowledgeFolder: root });
  } finally {
    await embeddings.close();
  }
  return store;
}

/** What a set's samples are collected with: a question may be asked of less than the whole corpus. */
export type AnswererOf = (retriever: QuestionRetriever) => Answerer;

type QuestionRetriever = Pick<Retriever, 'retrieve' | 'understand'>;

/**
 * Puts a set's questions to the answering stage, up to its decision, and judges the excerpt that it would
 * cite. Questions that the set cannot judge are left out.
 *
 * A set all of whose questions have an answer teaches nothing of refusing. Its questions are asked a second
 * time with what answers them withheld, which makes unanswerable ones whose corpus is about the same things.
 */
export async function collectSamples(
  set: EvaluationSet,
  store: KnowledgeStore,
  retriever: Retriever,
  answererOf: AnswererOf,
): Promise<Sample[]> {
  const gold = new GoldStandard({ getDocument: (id) => documentOf(store, id) }, set);
  const samples: Sample[] = [];
  const withhold = set.questions.every(({ answerable }) => answerable !== false);
  for (const question of set.questions) {
    if (question.answerable === undefined) continue;
    const sample = await sampleOf(question, question.answerable, gold, retriever, answererOf);
    if (sample) samples.push(sample);
    if (!withhold) continue;
    const without = new WithholdingRetriever(retriever, question, gold);
    const twin = await sampleOf(question, false, gold, without, answererOf);
    if (twin) samples.push(twin);
  }
  return samples;
}

async function sampleOf(
  question: EvaluationQuestion,
  answerable: boolean,
  gold: GoldStandard,
  retriever: QuestionRetriever,
  answererOf: AnswererOf,
): Promise<Sample | undefined> {
  const resolved = await retriever.understand(question.text, question.history);
  const { signal } = new AbortController();
  const { excerpts, features } = await answererOf(retriever).deliberate(resolved, 1, signal);
  const [excerpt] = excerpts;
  if (!excerpt || !features) return undefined;
  const right = await gold.isRight(question, {
    start: excerpt.start,
    end: excerpt.end,
    quote: excerpt.text,
    document: { id: excerpt.passage.document.id },
  });
  if (right === undefined) return undefined;
  return { id: question.id, features, record: isRecord(excerpt), answerable, right: right && answerable };
}

/** Passages beyond the limit that are fetched to take the place of those withheld. */
const SPARE = 10;

/** Finds what the retriever finds, less the passages that hold an answer of the question or lie in its paragraph. */
class WithholdingRetriever implements QuestionRetriever {
  constructor(
    private readonly retriever: Retriever,
    private readonly question: EvaluationQuestion,
    private readonly gold: GoldStandard,
  ) {}

  understand(question: string, history: readonly HistoryTurn[]): Promise<ResolvedQuestion> {
    return this.retriever.understand(question, history);
  }

  async retrieve(resolved: ResolvedQuestion, limit: number): Promise<Retrieval> {
    const retrieval = await this.retriever.retrieve(resolved, limit + SPARE);
    const passages: RankedPassage[] = [];
    for (const ranked of retrieval.passages) {
      const cited = { document: ranked.document, alsoIn: ranked.copies };
      const units = await this.gold.unitsOf(cited, ranked.passage);
      const answers = holdsAnswer(ranked.text, this.question.answers);
      if (!units.some((unit) => this.question.relevant.has(unit)) && !answers) passages.push(ranked);
    }
    return { ...retrieval, passages: passages.slice(0, limit) };
  }
}

async function documentOf(store: KnowledgeStore, id: string) {
  const document = await store.catalogue.document(id);
  if (!document) throw new CitewellError('not_found', `There is no document "${id}".`, { id });
  return document;
}
