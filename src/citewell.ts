import { randomUUID } from 'node:crypto';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { z } from 'zod';
import type { Answer, Citation } from './answering/answer.js';
import { type AnswerEvent, eventsOf } from './answering/answer-events.js';
import { LONGEST_QUESTION, MOST_CITATIONS, MOST_HITS } from './ask-limits.js';
import type {
  AskOptions,
  DocumentSummary,
  IndexStatus,
  QuestionAnswerer,
  SearchHit,
  SearchOptions,
} from './citewell-api.js';
import type { LlmAnswerer } from './composing/llm-answerer.js';
import type { Document } from './documents/document.js';
import { type IndexRunOptions, removeDocuments, runIndexing } from './engine/change-index.js';
import type { GroundedAnswer } from './engine/engine-calls.js';
import { type EngineOptions, EngineThreads } from './engine/engine-threads.js';
import { SupervisedEngine } from './engine/supervised-engine.js';
import { CitewellError } from './errors.js';
import { eventStream } from './event-stream.js';
import type { IndexReport } from './indexing/index-report.js';
import { indexingRoots } from './settings/indexing-roots.js';
import {
  type CitewellSettings,
  type CitewellSettingsInput,
  settingsSchema,
} from './settings/settings-schema.js';

/** How many citations an answer has at most, unless told. */
const DEFAULT_CITATIONS = 5;

/** How many passages a search gives, unless told. */
const DEFAULT_HITS = 10;

/** Turns of a history that are looked at; older ones do not help to understand a follow-up. */
const TURNS_LOOKED_AT = 20;

export type { IndexRunOptions };

export interface OpenOptions {
  readonly signal?: AbortSignal;
  /** Any chat model of LangChain's; it takes the place of the one that the settings name. */
  readonly chatModel?: BaseChatModel;
  /**
   * For a server, whose start should not wait for the index to be read (a second for each gigabyte and a half): one
   * that was verified before, and is the same by what the system says of it, is verified some seconds after it was
   * opened. False unless said: the index is verified first.
   */
  readonly verifiesLater?: boolean;
}

/**
 * Citewell as a library. Everything slow runs in threads of its own, but for a language model, which is waited for: no
 * method blocks the caller's thread.
 *
 * ```ts
 * const citewell = await Citewell.open({ knowledge: 'docs', dataDir: '.citewell' });
 * await citewell.index();
 * const answer = await citewell.ask('How much is Alibaba investing?');
 * ```
 */
export class Citewell implements QuestionAnswerer {
  private readonly engine: SupervisedEngine;

  private constructor(
    readonly settings: CitewellSettings,
    private readonly llm: LlmAnswerer | undefined,
    options: EngineOptions,
  ) {
    this.engine = new SupervisedEngine(new EngineThreads(settings, options));
  }

  /**
   * Opens the models and the index, which may still be empty.
   *
   * @throws CitewellError `invalid_settings`, `model_missing`, `model_damaged`, `storage_failed`,
   * `index_damaged`, `index_incompatible`, `cancelled`
   */
  static async open(
    settings: CitewellSettingsInput = {},
    { signal, chatModel, verifiesLater = false }: OpenOptions = {},
  ): Promise<Citewell> {
    const parsed = settingsSchema.safeParse(settings);
    if (!parsed.success) {
      throw new CitewellError('invalid_settings', z.prettifyError(parsed.error));
    }
    const llm = await openLanguageModel(parsed.data, chatModel);
    const citewell = new Citewell(parsed.data, llm, { verifiesLater });
    try {
      await citewell.engine.opened(signal);
    } catch (error) {
      await citewell.engine.stop();
      throw error;
    }
    return citewell;
  }

  /**
   * Brings the index to what the files say; questions are answered meanwhile.
   *
   * @param paths folders, files, or addresses of pages and sitemaps; if left out, the knowledge folder of the settings,
   * the uploads, and pages that were fetched before, as they are
   * @throws CitewellError `knowledge_missing`, `knowledge_empty`, `index_locked`, `storage_failed`, `cancelled`; for
   * addresses also `invalid_request`, `site_unreachable`, `nothing_to_fetch`, `address_refused`
   */
  async index(
    paths: readonly string[] = indexingRoots(this.settings),
    options: IndexRunOptions = {},
  ): Promise<IndexReport> {
    return runIndexing(this.settings, paths, options);
  }

  /**
   * Takes documents out of the index, mails with what is attached to them. Those whose files are still there return
   * at the next {@link index}.
   *
   * @returns how many documents that were
   * @throws CitewellError `not_found`, and then none is removed; `index_locked`, `storage_failed`
   */
  async removeDocuments(ids: readonly string[]): Promise<number> {
    return removeDocuments(this.settings, ids);
  }

  async ask(question: string, options: AskOptions = {}): Promise<Answer> {
    return this.answer(question, options);
  }

  askStream(question: string, options: AskOptions = {}): ReadableStream<AnswerEvent> {
    return eventStream<AnswerEvent>(async (emit, signal) => {
      let told = false;
      const answer = await this.answer(question, { ...options, signal }, (event) => {
        told ||= event.type === 'delta';
        emit(event);
      });
      for (const event of told ? [{ type: 'answer', answer } as const] : eventsOf(answer)) emit(event);
    }, options.signal);
  }

  async search(
    query: string,
    { history = [], limit = DEFAULT_HITS, llm = true, signal }: SearchOptions = {},
  ): Promise<SearchHit[]> {
    assertQuestion(query);
    assertRange('limit', limit, MOST_HITS);
    const turns = history.slice(-TURNS_LOOKED_AT);

    const rewritten = llm
      ? await this.llm?.rewrite(query, turns, signal ?? new AbortController().signal)
      : undefined;
    const parameters = { query, history: turns, limit, rewritten };
    return this.engine.thread.call('search', parameters, { signal });
  }

  async listDocuments({
    limit = 100,
    after = '',
  }: {
    limit?: number;
    after?: string;
  } = {}): Promise<DocumentSummary[]> {
    assertRange('limit', limit, 1_000);
    return this.engine.thread.call('listDocuments', { limit, after });
  }

  async getDocument(id: string): Promise<Document & { indexedAt: string }> {
    return this.engine.thread.call('getDocument', id);
  }

  async status(): Promise<IndexStatus> {
    const engine = this.engine.thread;
    if (!this.engine.open) {
      throw new CitewellError(
        'not_ready',
        'The engine had stopped and is starting again. Try again in a few seconds.',
      );
    }
    return engine.call('status', undefined);
  }

  /** Lets the running question finish, then closes the index. */
  async close(): Promise<void> {
    await this.engine.close();
  }

  /** @param emit told of each stage, and of what a language model writes: not of an answer that is there at once */
  private async answer(
    question: string,
    options: AskOptions,
    emit?: (event: AnswerEvent) => void,
  ): Promise<Answer> {
    const { history = [], maxCitations = DEFAULT_CITATIONS, answerId = randomUUID(), llm = true } = options;
    const signal = options.signal ?? new AbortController().signal;
    assertQuestion(question);
    assertRange('maxCitations', maxCitations, MOST_CITATIONS);
    const parameters = { answerId, question, history: history.slice(-TURNS_LOOKED_AT), maxCitations };
    const call = { signal, ...(emit && { onEvent: (event: unknown) => emit(event as AnswerEvent) }) };
    if (!this.llm || !llm) return this.engine.thread.call('ask', parameters, call);
    const writing = {
      ...parameters,
      signal,
      onCitation: (citation: Citation) => emit?.({ type: 'citation', citation }),
      onText: (text: string) => emit?.({ type: 'delta', text }),
    };
    return this.llm.ask(writing, (rewritten) =>
      this.engine.thread.call<GroundedAnswer>('ground', { ...parameters, rewritten }, call),
    );
  }
}

function assertQuestion(question: string): void {
  if (typeof question !== 'string' || question.trim() === '')
    throw new CitewellError('invalid_request', 'The question is empty. Ask something.');
  if (question.length > LONGEST_QUESTION) {
    throw new CitewellError(
      'question_too_long',
      `The question has ${question.length} characters; at most ${LONGEST_QUESTION} are read. Ask something shorter.`,
      { length: question.length, limit: LONGEST_QUESTION },
    );
  }
}

function assertRange(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new CitewellError('invalid_request', `${name} must be a whole number from 1 to ${most}.`, {
    [name]: value,
  });
}

/** What words answers is loaded where there is a model: most have none, and start the sooner. */
async function openLanguageModel(
  settings: CitewellSettings,
  chatModel: BaseChatModel | undefined,
): Promise<LlmAnswerer | undefined> {
  if (!chatModel && settings.llm === 'off') return undefined;
  const { LlmAnswerer } = await import('./composing/llm-answerer.js');
  return LlmAnswerer.open(settings, chatModel);
}
