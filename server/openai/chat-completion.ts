import type { Answer } from '../answer-desk.js';
import { documentAddress } from '../document-address.js';
import { markerSpans } from './marker-spans.js';

/** The one model that there is. */
export const MODEL = 'citewell';

/** As OpenAI's documentation counts English text. There is no model whose tokens could be counted. */
const CHARACTERS_A_TOKEN = 4;

interface UrlCitation {
  readonly type: 'url_citation';
  readonly url_citation: {
    /** UTF-16 code units of the content: its marker `[1]`. */
    readonly start_index: number;
    readonly end_index: number;
    readonly title: string;
    readonly url: string;
  };
}

export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

/**
 * The citations as annotations, one a marker.
 *
 * @param origin of the server: a document without a url of its own has its text there
 */
export function annotationsOf(answer: Answer, origin: string): UrlCitation[] {
  return markerSpans(answer).map(({ citation, start, end }) => ({
    type: 'url_citation',
    url_citation: {
      start_index: start,
      end_index: end,
      title: citation.document.title,
      url: citation.link ?? citation.document.url ?? `${origin}${documentAddress(citation.document.id)}/text`,
    },
  }));
}

/** Estimated at four characters a token. */
export function usageOf(prompt: readonly string[], answer: Answer): Usage {
  const tokens = (text: string) => Math.ceil(text.length / CHARACTERS_A_TOKEN);
  const prompt_tokens = prompt.reduce((sum, text) => sum + tokens(text), 0);
  const completion_tokens = tokens(answer.text);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

/** What a completion and its chunks have in common. @param created in seconds since the epoch */
export function completionHead<Kind extends string>(object: Kind, answerId: string, created: number) {
  return { id: `chatcmpl-${answerId}`, object, created, model: MODEL } as const;
}

/** A whole completion, with the whole answer under `citewell`. */
export function chatCompletion(answer: Answer, prompt: readonly string[], origin: string, created: number) {
  return {
    ...completionHead('chat.completion', answer.id, created),
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant' as const,
          content: answer.text,
          refusal: null,
          annotations: annotationsOf(answer, origin),
        },
        logprobs: null,
        finish_reason: 'stop' as const,
      },
    ],
    usage: usageOf(prompt, answer),
    citewell: answer,
  };
}
