import { createRequire } from 'node:module';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { CitewellError } from '../../errors.js';

export interface ChatModelSettings {
  /** `openai:MODEL`, `anthropic:MODEL` or `ollama:MODEL`. */
  readonly llm: string;
  /** Address of a server that speaks the provider's protocol; the provider's own if left out. */
  readonly baseUrl?: string;
  /** Tokens of prompt and answer together. */
  readonly tokens: number;
  /** Tokens that the model may write in one answer. */
  readonly outputTokens: number;
}

type ChatModelClass = new (fields: Record<string, unknown>) => BaseChatModel;

interface Provider {
  readonly package: string;
  readonly className: string;
  /** Where the provider's own servers want a key. */
  readonly keyVariable?: string;
  fields(settings: ChatModelSettings, model: string): Record<string, unknown>;
}

/** Retries and time limits are `ModelCalls`'s: those of the clients know nothing of the question's deadline. */
const COMMON = { maxRetries: 0 };

/**
 * Only what differs between the clients. Temperature 0 where the server is the owner's: small models invent less
 * with it; the hosted providers' newer models refuse to be told one.
 */
const PROVIDERS: Readonly<Record<string, Provider>> = {
  openai: {
    package: '@langchain/openai',
    className: 'ChatOpenAI',
    keyVariable: 'OPENAI_API_KEY',
    fields: ({ baseUrl, outputTokens }, model) => ({
      ...COMMON,
      model,
      maxTokens: outputTokens,
      streamUsage: false,
      // Its client would print what it cannot read, and that may be the documents' text.
      configuration: { logLevel: 'off', ...(baseUrl !== undefined && { baseURL: baseUrl }) },
      // It wants a key even where the server wants none.
      ...(baseUrl !== undefined && { temperature: 0, apiKey: process.env['OPENAI_API_KEY'] || 'none' }),
    }),
  },
  anthropic: {
    package: '@langchain/anthropic',
    className: 'ChatAnthropic',
    keyVariable: 'ANTHROPIC_API_KEY',
    fields: ({ baseUrl, outputTokens }, model) => ({
      ...COMMON,
      model,
      maxTokens: outputTokens,
      ...(baseUrl !== undefined && { anthropicApiUrl: baseUrl }),
    }),
  },
  ollama: {
    package: '@langchain/ollama',
    className: 'ChatOllama',
    fields: ({ baseUrl, tokens, outputTokens }, model) => ({
      ...COMMON,
      model,
      numPredict: outputTokens,
      // Ollama cuts the front off a prompt that its window has no room for, and says nothing.
      numCtx: tokens,
      temperature: 0,
      ...(baseUrl !== undefined && { baseUrl }),
    }),
  },
};

/**
 * Loads the provider's package and makes its client. Asks nothing of the provider yet.
 *
 * @throws CitewellError `invalid_settings` for an unknown provider, a package that is not installed, a missing key
 */
export async function openChatModel(settings: ChatModelSettings): Promise<BaseChatModel> {
  const separator = settings.llm.indexOf(':');
  const [name, model] = [settings.llm.slice(0, separator), settings.llm.slice(separator + 1)];
  const provider = Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined;
  if (!provider || model === '') {
    throw new CitewellError(
      'invalid_settings',
      `The LLM "${settings.llm}" is not known. Name it as ${Object.keys(PROVIDERS)
        .map((known) => `${known}:MODEL`)
        .join(', ')}.`,
      { llm: settings.llm },
    );
  }
  const { keyVariable } = provider;
  if (keyVariable !== undefined && settings.baseUrl === undefined && !process.env[keyVariable]) {
    throw new CitewellError(
      'invalid_settings',
      `The LLM "${settings.llm}" needs an API key. Set ${keyVariable}; for a server of your own, CITEWELL_LLM_BASE_URL.`,
      { llm: settings.llm },
    );
  }
  const ChatModel = await loadClass(provider, settings.llm);
  try {
    return new ChatModel(provider.fields(settings, model));
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new CitewellError(
      'invalid_settings',
      `The LLM "${settings.llm}" cannot be used: ${reason}`,
      { llm: settings.llm },
      { cause },
    );
  }
}

async function loadClass(provider: Provider, llm: string): Promise<ChatModelClass> {
  try {
    createRequire(import.meta.url).resolve(provider.package);
  } catch (cause) {
    throw new CitewellError(
      'invalid_settings',
      `The LLM "${llm}" needs the package ${provider.package}, which is not installed: npm install ${provider.package}`,
      { llm, package: provider.package },
      { cause },
    );
  }
  const module: Record<string, unknown> = await import(provider.package);
  return module[provider.className] as ChatModelClass;
}
