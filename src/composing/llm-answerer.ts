import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { LRUCache } from 'lru-cache';
import type { Answer, Citation, Turn } from '../answering/answer.js';
import type { ScoredPassage } from '../answering/citation.js';
import { Composer } from './composer.js';
import { ModelCalls } from './models/model-calls.js';
import { openChatModel } from './models/open-chat-model.js';
import { probeModel } from './models/probe-model.js';
import { rewriteQuestion } from './rewrite-question.js';

/** Of `CitewellSettings`, what is about the language model. */
export interface LlmSettings {
  readonly llm: string;
  readonly llmBaseUrl: string;
  readonly llmDeadline: number;
  readonly llmTokens: number;
  readonly llmRequestsPerMinute: number;
}

export interface LlmQuestion {
  readonly question: string;
  /** Oldest first. */
  readonly history: readonly Turn[];
  readonly maxCitations: number;
  readonly signal: AbortSignal;
  readonly onCitation?: (citation: Citation) => void;
  readonly onText?: (text: string) => void;
}

/** Retrieves and answers without a model. */
type Ground = (
  rewritten: string | undefined,
) => Promise<{ readonly answer: Answer; readonly passages: readonly ScoredPassage[] }>;

/** Of a request's tokens, the share that the model's text may have, and how many it never needs more of. */
const OUTPUT_SHARE = 0.25;
const MOST_OUTPUT_TOKENS = 2_048;
/** Of the deadline, the share that understanding a follow-up may take. */
const REWRITING_SHARE = 0.3;
/** A search beside a question, and an evaluation, understand the same follow-up twice. */
const REMEMBERED_QUESTIONS = 500;

/** Answers in a language model's words, as far as the documents prove them; the time that this takes is bounded. */
export class LlmAnswerer {
  private readonly composer: Composer;
  private readonly rewritten = new LRUCache<string, { readonly question: string | undefined }>({
    max: REMEMBERED_QUESTIONS,
  });

  private constructor(
    private readonly calls: ModelCalls,
    private readonly settings: LlmSettings,
    private readonly tokens: { readonly prompt: number; readonly output: number },
  ) {
    this.composer = new Composer(calls, tokens);
  }

  /**
   * @param chatModel any chat model of LangChain's; left out, the one that the settings name
   * @returns undefined where there is none of both
   * @throws CitewellError `invalid_settings`
   */
  static async open(settings: LlmSettings, chatModel?: BaseChatModel): Promise<LlmAnswerer | undefined> {
    if (!chatModel && settings.llm === 'off') return undefined;
    const output = Math.min(MOST_OUTPUT_TOKENS, Math.floor(settings.llmTokens * OUTPUT_SHARE));
    const { llm, llmBaseUrl, llmTokens: tokens, llmRequestsPerMinute } = settings;
    const named = chatModel ? chatModel.getName() : llm;
    const model =
      chatModel ??
      (await openChatModel({
        llm,
        tokens,
        outputTokens: output,
        ...(llmBaseUrl !== '' && { baseUrl: llmBaseUrl }),
      }));
    // With LangChain's messages and tracing, which take longer to load than all else; hardly anybody has a model.
    const { LangChainModel } = await import('./models/langchain-model.js');
    const calls = new ModelCalls(new LangChainModel(named, model), {
      requestsPerMinute: llmRequestsPerMinute,
    });
    return new LlmAnswerer(calls, settings, { prompt: settings.llmTokens - output, output });
  }

  /** @throws CitewellError `cancelled`, and what `ground` and the listeners throw */
  async ask(request: LlmQuestion, ground: Ground): Promise<Answer> {
    const started = performance.now();
    const rewritten = await this.rewrite(request.question, request.history, request.signal);
    const spent = performance.now() - started;
    const { answer, passages } = await ground(rewritten);
    if (answer.outcome !== 'answered') return answer;
    return this.composer.compose({
      ...request,
      extractive: answer,
      passages,
      milliseconds: Math.max(1, this.settings.llmDeadline - spent),
    });
  }

  /** The question as it stands alone; undefined at the start of a conversation, and where the model does not say. */
  async rewrite(
    question: string,
    history: readonly Turn[],
    signal: AbortSignal,
  ): Promise<string | undefined> {
    if (!history.some(({ role }) => role === 'user')) return undefined;
    const key = JSON.stringify([question, history]);
    const known = this.rewritten.get(key);
    if (known) return known.question;
    const milliseconds = this.settings.llmDeadline * REWRITING_SHARE;
    const rewritten = await rewriteQuestion(this.calls, {
      question,
      history,
      milliseconds,
      signal,
      tokens: this.tokens.prompt,
    });
    this.rewritten.set(key, { question: rewritten });
    return rewritten;
  }

  /** How the model can be reached. @throws CitewellError `not_ready`, `invalid_settings` */
  async probe(): Promise<string> {
    return probeModel(this.calls.model, this.settings.llmBaseUrl);
  }
}
