import type { Answer } from '../answering/answer.js';
import type { AnswerEvent, AnswerStage } from '../answering/answer-events.js';
import { Answerer } from '../answering/answerer.js';
import type { ScoredPassage } from '../answering/citation.js';
import type { PassageEvidence } from '../answering/evidence.js';
import { DocumentTexts } from '../answering/links/document-texts.js';
import { NearestField } from '../answering/nearest-field.js';
import { PassageReading } from '../answering/passage-reading.js';
import { passageScore } from '../answering/rank-sentences.js';
import type { DocumentSummary, IndexStatus, SearchHit } from '../citewell-api.js';
import type { Document } from '../documents/document.js';
import { CachedEmbeddings } from '../embedding/cached-embeddings.js';
import { PortEmbeddings } from '../embedding/port-embeddings.js';
import { CitewellError } from '../errors.js';
import { areComparable, indexFingerprint } from '../indexing/index-fingerprint.js';
import { CachedReader } from '../reading/cached-reader.js';
import { ReaderPool } from '../reading/reader-pool.js';
import type { KnowledgeStore, StoreState } from '../store/knowledge-store.js';
import type { CallContext } from '../threads/serve-calls.js';
import { composeRetriever } from './compose-retriever.js';
import { CurrentIndex, type OpenIndex } from './current-index.js';
import type { AskParameters, GroundedAnswer, SearchParameters } from './engine-calls.js';
import type { EngineData } from './engine-threads.js';
import { hitOf, summaryOf } from './shown-results.js';
import { openStore } from './stores.js';

interface UsableIndex {
  readonly generation: number;
  readonly fingerprint: string;
  readonly empty: boolean;
}

/** Indexing stores a batch every few seconds, a question takes a fraction of one: twice is already rare. */
const MOST_ATTEMPTS = 5;

/**
 * Everything that answers: the store and the models, and the answering over them. Calls may run side by side; one
 * thread searches and decides, and the models have threads of their own.
 */
export class Engine {
  private constructor(
    private readonly index: CurrentIndex,
    private readonly fingerprint: string,
    private readonly closeModels: () => Promise<unknown>,
  ) {}

  /**
   * @throws CitewellError `model_missing`, `model_damaged`, `storage_failed`, `index_damaged`, `index_incompatible`
   */
  static async open(data: EngineData): Promise<Engine> {
    const { settings, calibration } = data;
    // Before all is open, whoever waits for that is told what is wrong with the index, and not that a thread has ended.
    let doubted = false;
    let opened = false;
    const doubt = () => {
      doubted = true;
      if (opened) endThread('The index is not what it was when it was verified, and is looked through anew.');
    };
    const onDoubt = data.verifiesLater ? doubt : undefined;
    // While the models load in their threads.
    const opening = openStore(settings, onDoubt);
    // Looked at once the models are there; until then a failure is not unhandled.
    opening.catch(() => undefined);
    const [model, reader] = await openModels(data).catch(async (error) => {
      await opening.then((store) => store.close()).catch(() => undefined);
      throw error;
    });
    let closing = false;
    void Promise.race([model.ended, ...(reader ? [reader.lost] : [])]).then(() => {
      if (!closing) endThread('A thread of the models has stopped.');
    });
    const embeddings = new CachedEmbeddings(model);
    const reading = reader && new PassageReading(new CachedReader(reader), reader.threads);
    const fields = new NearestField(embeddings);
    const indexOf = async (store: KnowledgeStore): Promise<OpenIndex> => {
      const retriever = await composeRetriever(store, embeddings, settings.models);
      const texts = new DocumentTexts(store.catalogue);
      const { readLimit, refuseBelow } = settings;
      const limits = { readLimit, refuseBelow };
      const answerer = new Answerer(retriever, reading, calibration, limits, fields, texts);
      return { store, retriever, answerer, texts };
    };
    let store = await opening;
    if (doubted) {
      await store.close();
      store = await openStore(settings, onDoubt);
    }
    opened = true;
    const index = new CurrentIndex(await indexOf(store), async () =>
      indexOf(await openStore(settings, onDoubt)),
    );
    void reader?.openOthers(({ message }) =>
      process.emitWarning(
        `Passages are read with a thread less, which could not load the reader: ${message}`,
      ),
    );
    return new Engine(index, indexFingerprint(embeddings), () => {
      closing = true;
      return Promise.all([model.close(), reader?.close()]);
    });
  }

  async ask(parameters: AskParameters, context: CallContext): Promise<Answer> {
    return this.inOneGeneration((index, usable) => answerFrom(index, usable, parameters, context));
  }

  async ground(parameters: AskParameters, context: CallContext): Promise<GroundedAnswer> {
    return this.inOneGeneration(async (index, usable) => {
      let passages: ScoredPassage[] = [];
      const answer = await answerFrom(index, usable, parameters, context, (ranked) => {
        passages = ranked.map((evidence) => {
          // Without its vectors, which nobody needs beyond this thread.
          const { document, copies, passage, text } = evidence.passage;
          return { document, copies, passage, text, score: passageScore(evidence) };
        });
      });
      return { answer, passages: await index.texts.of(passages) };
    });
  }

  async search(
    { query, history, limit, rewritten }: SearchParameters,
    signal: AbortSignal,
  ): Promise<SearchHit[]> {
    return this.inOneGeneration(async ({ retriever, answerer, texts }) => {
      const resolved = await retriever.understand(query, history, rewritten);
      const { passages } = await answerer.rank(resolved, limit, signal);
      const found = await texts.of(passages.map(({ passage }) => passage));
      return passages.map((evidence, position) => hitOf(evidence, found[position] ?? evidence.passage));
    });
  }

  async listDocuments(page: { after?: string; limit: number }): Promise<DocumentSummary[]> {
    const documents = await this.index.use(({ store }) => store.catalogue.documents(page));
    return documents.map(summaryOf);
  }

  async getDocument(id: string): Promise<Document & { indexedAt: string }> {
    const document = await this.index.use(({ store }) => store.catalogue.document(id));
    if (!document) {
      throw new CitewellError(
        'not_found',
        `There is no document "${id}". Take an id from a citation, a search hit or the list of documents.`,
        {
          id,
        },
      );
    }
    return document;
  }

  async status(): Promise<IndexStatus> {
    const { generation, fingerprint, documents, passages } = await this.index.state();
    const ready = generation > 0 && areComparable(fingerprint, this.fingerprint);
    return { ready, generation, fingerprint, documents, passages };
  }

  /** For when no other call runs any more. */
  async close(): Promise<void> {
    await this.index.close();
    await this.closeModels();
  }

  /**
   * Runs what reads the index several times, and again where another process changed it in between: a passage
   * that was found and then replaced would be missing from the answer, or the answer name the wrong generation.
   */
  private async inOneGeneration<Result>(
    run: (index: OpenIndex, usable: UsableIndex) => Promise<Result>,
  ): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      const { result, ranIn } = await this.index.use(async (index, state) => {
        const usable = this.usable(state);
        return { result: await run(index, usable), ranIn: usable.generation };
      });
      const { generation } = await this.index.state();
      if (generation === ranIn || attempt === MOST_ATTEMPTS) return result;
    }
  }

  /** @throws CitewellError `not_ready` before the first index, `index_incompatible` with another model's index */
  private usable({ generation, fingerprint, passages }: StoreState): UsableIndex {
    if (generation === 0) {
      throw new CitewellError(
        'not_ready',
        'The index is not made yet. Run "citewell index", or wait until it ends.',
      );
    }
    // An index that is split otherwise, or has other terms or sentences' vectors, answers until it is brought up to date.
    if (!areComparable(fingerprint, this.fingerprint)) {
      throw new CitewellError(
        'index_incompatible',
        'The index was made with another embedding model or version. Run "citewell index" to make it anew.',
        { found: fingerprint, expected: this.fingerprint },
      );
    }
    return { generation, fingerprint, empty: passages === 0 };
  }
}

async function answerFrom(
  { answerer }: OpenIndex,
  index: UsableIndex,
  { answerId, ...parameters }: AskParameters,
  { signal, emit, waited }: CallContext,
  onPassages: (passages: readonly PassageEvidence[]) => void = () => undefined,
): Promise<Answer> {
  const onStage = (stage: AnswerStage) => emit({ type: 'status', stage } satisfies AnswerEvent);
  const answer = await answerer.answer({ ...parameters, id: answerId, index, signal, onStage, onPassages });
  return { ...answer, timings: { queue: Math.round(waited * 100) / 100, ...answer.timings } };
}

function openModels({ embedderPort, readerPorts }: EngineData) {
  return Promise.all([
    PortEmbeddings.open(embedderPort),
    readerPorts.length > 0 ? ReaderPool.open(readerPorts) : undefined,
  ]);
}

/**
 * Ends this thread by an error that nobody catches. The next one is given threads that live, and looks through an index
 * that is doubted before it answers. Thrown by itself and not by a promise: what becomes of a rejection is up to Node's
 * options.
 */
function endThread(reason: string): void {
  setImmediate(() => {
    throw new CitewellError('engine_stopped', reason);
  });
}
