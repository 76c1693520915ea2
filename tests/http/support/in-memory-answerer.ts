import { createHash } from 'node:crypto';
import { type AnswerEvent, eventsOf } from '../../../src/answering/answer-events.js';
import type {
  AskOptions,
  DocumentSummary,
  IndexStatus,
  QuestionAnswerer,
  SearchHit,
} from '../../../src/citewell-api.js';
import type { Document } from '../../../src/documents/document.js';
import { CitewellError } from '../../../src/errors.js';
import { eventStream } from '../../../src/event-stream.js';

type Answer = Awaited<ReturnType<QuestionAnswerer['ask']>>;
type StoredDocument = Document & { indexedAt: string };

/** What a call of `ask` was given. */
export interface AskCall {
  readonly question: string;
  readonly options: AskOptions;
}

const INDEX = { generation: 7, fingerprint: 'in-memory' };

/** Three documents, with ids that are hard to put into an address. */
const TEXTS: Readonly<Record<string, string>> = {
  'notes.txt': 'Tea is grown in Assam.\nIt is 3 °C there. 🍵 Zoë’s tea costs €4.',
  'guides/brewing tea?.md': 'Water should be hot.',
  'guides/text': 'A document that is named text.',
};

function documentOf(id: string, text: string): StoredDocument {
  return {
    id,
    title: id,
    text,
    sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
    pages: [{ number: 1, start: 0 }],
    headings: [{ text: 'Tea', level: 1, start: 0, end: 3 }],
    stated: [],
    indexedAt: '2025-03-17T00:00:00.000Z',
  };
}

/**
 * Answers every question with the first words of `notes.txt`. Replace a method to put the server into a state
 * that the real façade can't be put into on demand.
 */
export class InMemoryAnswerer implements QuestionAnswerer {
  readonly asked: AskCall[] = [];
  readonly #documents = new Map(Object.entries(TEXTS).map(([id, text]) => [id, documentOf(id, text)]));

  async ask(question: string, options: AskOptions = {}): Promise<Answer> {
    this.asked.push({ question, options });
    const [hit] = await this.search(question);
    const citations = hit === undefined ? [] : [{ ...hit, number: 1, highlights: [{ start: 0, end: 3 }] }];
    return {
      id: options.answerId ?? 'answer-1',
      question,
      standaloneQuestion: question,
      outcome: 'answered',
      text: 'Tea is grown in Assam. [1]',
      confidence: 0.9,
      citations,
      related: [],
      composer: 'extractive',
      index: INDEX,
      passagesRead: 1,
      timings: { embedding: 1.5, 'dense search': 0.25 },
    };
  }

  /** The answer of {@link ask} as a stream: a test that replaces one has replaced both. */
  askStream(question: string, options: AskOptions = {}): AsyncIterable<AnswerEvent> {
    return eventStream<AnswerEvent>(async (emit, signal) => {
      emit({ type: 'status', stage: 'searching' });
      for (const event of eventsOf(await this.ask(question, { ...options, signal }))) emit(event);
    }, options.signal);
  }

  async search(_query: string, options: { limit?: number } = {}): Promise<SearchHit[]> {
    const { id, title, text, sha256 } = await this.getDocument('notes.txt');
    const span = { start: 0, end: 22 };
    const hit: SearchHit = {
      ...span,
      quote: text.slice(span.start, span.end),
      document: { id, title, sha256 },
      headings: [],
      passage: { start: 0, end: text.length, text },
      score: 1,
    };
    return [hit].slice(0, options.limit ?? 10);
  }

  async listDocuments(page: { limit?: number; after?: string } = {}): Promise<DocumentSummary[]> {
    return [...this.#documents.values()]
      .sort((first, second) => (first.id < second.id ? -1 : 1))
      .filter((each) => page.after === undefined || each.id > page.after)
      .slice(0, page.limit)
      .map(({ id, title, sha256, text, indexedAt }) => {
        return { id, title, sha256, length: text.length, passages: 1, indexedAt };
      });
  }

  async getDocument(id: string): Promise<StoredDocument> {
    const document = this.#documents.get(id);
    if (document === undefined) {
      throw new CitewellError('not_found', `There is no document ${id}.`, { id });
    }
    return document;
  }

  async status(): Promise<IndexStatus> {
    return { ready: true, ...INDEX, documents: this.#documents.size, passages: 3 };
  }
}
