import { join } from 'node:path';
import type { Answer, Turn } from '../answering/answer.js';
import type { AnswerEvent, AnswerStage } from '../answering/answer-events.js';
import { Answerer } from '../answering/answerer.js';
import { citationOf, citedDocument, type ScoredPassage } from '../answering/citation.js';
import { readCalibration } from '../answering/confidence.js';
import type { PassageEvidence } from '../answering/evidence.js';
import { DocumentTexts } from '../answering/links/document-texts.js';
import { passageScore } from '../answering/rank-sentences.js';
import type { DocumentSummary, IndexStatus, SearchHit } from '../citewell-api.js';
import type { Document } from '../documents/document.js';
import { CachedEmbeddings } from '../embedding/cached-embeddings.js';
import { openEmbeddings } from '../embedding/open-embeddings.js';
import { CitewellError } from '../errors.js';
import { haveSameVectors, indexFingerprint } from '../indexing/embed-document.js';
import { CachedReader } from '../reading/cached-reader.js';
import { OnnxReader } from '../reading/onnx-reader.js';
import type { Retriever } from '../retrieval/retriever.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import type { KnowledgeStore, StoredDocument, StoreState } from '../store/knowledge-store.js';
import type { CallContext } from '../threads/serve-calls.js';
import { composeRetriever, READER_FOLDER } from './compose-retriever.js';
import { openStore } from './stores.js';

export interface AskParameters {
  readonly answerId: string;
  readonly question: string;
  readonly history: readonly Turn[];
  readonly maxCitations: number;
  /** The question as it stands alone, where a language model has said so. */
  readonly rewritten?: string | undefined;
}

/** An answer with what it was chosen from, for a language model to put it into words. */
export interface GroundedAnswer {
  readonly answer: Answer;
  /** Best first; none where the question was refused. */
  readonly passages: readonly ScoredPassage[];
}

export interface SearchParameters {
  readonly query: string;
  readonly history: readonly Turn[];
  readonly limit: number;
  readonly rewritten?: string | undefined;
}

/** What answers from one store. */
interface OpenIndex {
  readonly store: KnowledgeStore;
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  readonly texts: DocumentTexts;
}

interface UsableIndex {
  readonly generation: number;
  readonly fingerprint: string;
  readonly empty: boolean;
}

/** Indexing stores a batch every few seconds, a question takes a fraction of one: twice is already rare. */
const MOST_ATTEMPTS = 5;

/** Everything that answers, in one thread: the store, the models and the answering over them. */
export class Engine {
  private constructor(
    private index: OpenIndex,
    private readonly openIndex: () => Promise<OpenIndex>,
    private readonly fingerprint: string,
    private readonly closeReader: () => Promise<void>,
  ) {}

  /** @throws CitewellError `model_missing`, `model_damaged`, `storage_failed`, `index_damaged`, `index_incompatible` */
  static async open(settings: CitewellSettings): Promise<Engine> {
    // A large index is checked in another thread while this one loads the models.
    const opening = openStore(settings);
    // Looked at once the models are there; until then a failure is not unhandled.
    opening.catch(() => undefined);
    const [model, reader] = await openModels(settings).catch(async (error) => {
      await opening.then((store) => store.close()).catch(() => undefined);
      throw error;
    });
    const embeddings = new CachedEmbeddings(model);
    const cachedReader = reader && new CachedReader(reader);
    const indexOf = async (store: KnowledgeStore): Promise<OpenIndex> => {
      const retriever = await composeRetriever(store, embeddings, settings.models);
      const texts = new DocumentTexts(store.catalogue);
      const { readLimit, refuseBelow } = settings;
      const limits = { readLimit, refuseBelow };
      const answerer = new Answerer(retriever, cachedReader, readCalibration(), limits, texts);
      return { store, retriever, answerer, texts };
    };
    const openIndex = async () => indexOf(await openStore(settings));
    const closeReader = async () => reader?.close();
    return new Engine(await indexOf(await opening), openIndex, indexFingerprint(embeddings), closeReader);
  }

  async ask(parameters: AskParameters, context: CallContext): Promise<Answer> {
    return this.answer(parameters, context, () => undefined);
  }

  async ground(parameters: AskParameters, context: CallContext): Promise<GroundedAnswer> {
    let passages: ScoredPassage[] = [];
    const answer = await this.answer(parameters, context, (ranked) => {
      passages = ranked.map((evidence) => {
        // Without its vectors, which nobody needs beyond this thread.
        const { document, copies, passage, text } = evidence.passage;
        return { document, copies, passage, text, score: passageScore(evidence) };
      });
    });
    return { answer, passages: await this.index.texts.of(passages) };
  }

  async search(
    { query, history, limit, rewritten }: SearchParameters,
    signal: AbortSignal,
  ): Promise<SearchHit[]> {
    const { passages } = await this.inOneGeneration(async () =>
      this.index.answerer.rank(
        await this.index.retriever.understand(query, history, rewritten),
        limit,
        signal,
      ),
    );
    const found = await this.index.texts.of(passages.map(({ passage }) => passage));
    return passages.map((evidence, position) => {
      const { start, end } = evidence.passage.passage;
      const excerpt = {
        passage: found[position] ?? evidence.passage,
        start,
        end,
        highlights: [],
        score: passageScore(evidence),
      };
      const { number: _number, highlights: _highlights, ...hit } = citationOf(excerpt, 0);
      return hit;
    });
  }

  async listDocuments(page: { after?: string; limit: number }): Promise<DocumentSummary[]> {
    await this.state();
    const documents = await this.index.store.catalogue.documents(page);
    return documents.map(summaryOf);
  }

  async getDocument(id: string): Promise<Document & { indexedAt: string }> {
    await this.state();
    const document = await this.index.store.catalogue.document(id);
    if (!document) {
      throw new CitewellError('not_found', `There is no document "${id}". GET /api/documents lists them.`, {
        id,
      });
    }
    return document;
  }

  async status(): Promise<IndexStatus> {
    const { generation, fingerprint, documents, passages } = await this.state();
    const ready = generation > 0 && haveSameVectors(fingerprint, this.fingerprint);
    return { ready, generation, fingerprint, documents, passages };
  }

  async close(): Promise<void> {
    await Promise.all([this.index.store.close(), this.closeReader()]);
  }

  private async answer(
    { answerId, ...parameters }: AskParameters,
    { signal, emit, waited }: CallContext,
    onPassages: (passages: readonly PassageEvidence[]) => void,
  ): Promise<Answer> {
    const onStage = (stage: AnswerStage) => emit({ type: 'status', stage } satisfies AnswerEvent);
    const answer = await this.inOneGeneration((index) =>
      this.index.answerer.answer({ ...parameters, id: answerId, index, signal, onStage, onPassages }),
    );
    return { ...answer, timings: { queue: Math.round(waited * 100) / 100, ...answer.timings } };
  }

  /**
   * Runs what reads the index several times, and again where another process changed it in between: a passage
   * that was found and then replaced would be missing from the answer, or the answer name the wrong generation.
   */
  private async inOneGeneration<Result>(run: (index: UsableIndex) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      const index = await this.usableIndex();
      const result = await run(index);
      const { generation } = await this.state();
      if (generation === index.generation || attempt === MOST_ATTEMPTS) return result;
    }
  }

  /** Opens the store anew where its file was removed, or another put in its place. */
  private async state(): Promise<StoreState> {
    try {
      return await this.index.store.catalogue.state();
    } catch (error) {
      if (!(error instanceof CitewellError && error.code === 'index_missing')) throw error;
      const { store } = this.index;
      this.index = await this.openIndex();
      await store.close();
      return this.index.store.catalogue.state();
    }
  }

  /** @throws CitewellError `not_ready` before the first index, `index_incompatible` with another model's index */
  private async usableIndex(): Promise<UsableIndex> {
    const { generation, fingerprint, passages } = await this.state();
    if (generation === 0) {
      throw new CitewellError(
        'not_ready',
        'The index is not made yet. Run "citewell index", or wait until it ends.',
      );
    }
    // An index that is split otherwise, or has other terms, answers until it is brought up to date.
    if (!haveSameVectors(fingerprint, this.fingerprint)) {
      throw new CitewellError(
        'index_incompatible',
        'The index was made with another embedding model or version. Run "citewell index" to make it anew.',
        { found: fingerprint, expected: this.fingerprint },
      );
    }
    return { generation, fingerprint, empty: passages === 0 };
  }
}

function openModels(settings: CitewellSettings) {
  return Promise.all([
    openEmbeddings({ modelsFolder: settings.models, model: settings.embedder }),
    settings.reader ? OnnxReader.open(join(settings.models, READER_FOLDER)) : undefined,
  ]);
}

function summaryOf(document: StoredDocument): DocumentSummary {
  const { length, bytes, passages, indexedAt } = document;
  const size = bytes === undefined ? {} : { bytes };
  return { ...citedDocument(document), length, ...size, passages, indexedAt };
}
