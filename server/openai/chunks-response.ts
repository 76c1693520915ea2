import type { Answer, AnswerEvent } from '../answer-desk.js';
import type { ServerContext } from '../environment.js';
import { followResponse, message } from '../follow-response.js';
import { annotationsOf, completionHead, usageOf } from './chat-completion.js';
import { openAiError } from './openai-error.js';

interface ChunksSettings {
  readonly answerId: string;
  /** What was asked and said, for the estimate of tokens. */
  readonly prompt: readonly string[];
  readonly origin: string;
  /** Seconds since the epoch. */
  readonly created: number;
  /** Whether a last chunk tells the usage, as `stream_options.include_usage` asks for. */
  readonly withUsage: boolean;
}

/** A completion in chunks: the role, the text in pieces, then the annotations with the whole answer, and `[DONE]`. */
export function chunksResponse(
  context: ServerContext,
  heartbeatMilliseconds: number,
  follow: (client: AbortSignal) => AsyncIterable<AnswerEvent>,
  settings: ChunksSettings,
): Promise<Response> {
  const head = completionHead('chat.completion.chunk', settings.answerId, settings.created);
  const usage = settings.withUsage ? { usage: null } : {};
  const chunk = (delta: object, finish_reason: 'stop' | null = null, extra: object = {}) => ({
    ...head,
    choices: [{ index: 0, delta, logprobs: null, finish_reason }],
    ...usage,
    ...extra,
  });
  const lastChunks = (answer: Answer) => [
    chunk({ annotations: annotationsOf(answer, settings.origin) }, 'stop', { citewell: answer }),
    ...(settings.withUsage ? [{ ...head, choices: [], usage: usageOf(settings.prompt, answer) }] : []),
  ];
  return followResponse(context, heartbeatMilliseconds, follow, {
    begin: [message(chunk({ role: 'assistant', content: '', refusal: null }))],
    event: (event) => {
      if (event.type === 'delta') return [message(chunk({ content: event.text }))];
      return event.type === 'answer' ? lastChunks(event.answer).map(message) : [];
    },
    failure: (problem) => [message(openAiError(problem))],
    end: [{ data: '[DONE]' }],
  });
}
