import type { Answer, Turn } from '../../src/answering/answer.js';
import type { Heading } from '../../src/documents/document.js';
import { isAnswer, isFields, isListOf, isString } from './answer-shape.js';
import { type ReadResponse, RequestFailed, readRetryAfter } from './failure.js';
import { REQUEST_TIMEOUT, reading, request, whole } from './http-request.js';
import { parseJson } from './parse-json.js';
import { type AnswerProgress, readAnswerEvents } from './read-answer-events.js';
import { SilenceLimit } from './silence-limit.js';

/** A document as the source panel shows it. */
export interface SourceDocument {
  /** The very text that every offset refers to. */
  readonly text: string;
  readonly headings: readonly Heading[];
}

/** What a reader thinks of an answer. */
export interface Rating {
  readonly answerId: string;
  readonly helpful: boolean;
  readonly comment?: string;
}

/** What the widget asks of a server. */
export interface ApiClient {
  /** @throws RequestFailed; DOMException `AbortError` where the signal was aborted. */
  ask(
    question: string,
    history: readonly Turn[],
    signal: AbortSignal,
    onProgress: (progress: AnswerProgress) => void,
  ): Promise<Answer>;
  /**
   * The answer that the server keeps by an id, undefined where it has none. Waits while it is being made.
   *
   * @throws as {@link ask}
   */
  fetchAnswer(id: string, signal: AbortSignal): Promise<Answer | undefined>;
  /** @throws as {@link ask} */
  rate(rating: Rating, signal: AbortSignal): Promise<void>;
  /** Questions that the server proposes; none where it does not say. */
  starters(signal: AbortSignal): Promise<string[]>;
  /** @throws RequestFailed; DOMException `AbortError` where the signal was aborted. */
  readDocument(id: string, signal: AbortSignal): Promise<SourceDocument>;
}

interface ApiClientSettings {
  readonly maxCitations?: number | undefined;
  /** Token of a private bot. */
  readonly token?: string | undefined;
}

/** Status of an answer that is not there yet. */
const BEING_MADE = 202;

/**
 * Speaks the HTTP API.
 *
 * @param endpoint Absolute address of the folder that holds `api/`, with a final slash.
 */
export function createApiClient(
  endpoint: string,
  { maxCitations, token }: ApiClientSettings = {},
): ApiClient {
  const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const documentPath = (id: string) => `api/documents/${encodeURIComponent(id)}`;
  return {
    async ask(question, history, signal, onProgress) {
      const silence = new SilenceLimit(REQUEST_TIMEOUT);
      const body = {
        question,
        ...(history.length > 0 ? { history } : {}),
        ...(maxCitations === undefined ? {} : { maxCitations }),
      };
      return reading(silence.signal, async () => {
        const response = await fetch(new URL('api/ask', endpoint), {
          ...post(body, authorization),
          signal: AbortSignal.any([signal, silence.signal]),
        });
        if (!isEventStream(response)) return answerOf(await whole(response));
        const answer = await readAnswerEvents(silence.watch(response), onProgress);
        if (answer) return answer;
        throw new RequestFailed({ kind: 'unexpected_response', status: response.status });
      }).finally(() => silence.end());
    },

    async fetchAnswer(id, signal) {
      const url = new URL(`api/answers/${encodeURIComponent(id)}`, endpoint);
      for (;;) {
        const response = await unlessMissing(request(url, signal, { headers: authorization }));
        if (response?.status !== BEING_MADE) return response && answerOf(response);
        await pause(readRetryAfter(response.headers.get('retry-after'), Date.now()) ?? 1, signal);
      }
    },

    async rate(rating, signal) {
      await request(new URL('api/feedback', endpoint), signal, post(rating, authorization));
    },

    async starters(signal) {
      const response = await request(new URL('api/starters', endpoint), signal, { headers: authorization });
      const body = parseJson(response.body);
      return isFields(body) && isListOf(body['starters'], isString) ? body['starters'] : [];
    },

    async readDocument(id, signal) {
      const [text, facts] = await Promise.all([
        request(new URL(`${documentPath(id)}/text`, endpoint), signal, { headers: authorization }),
        request(new URL(documentPath(id), endpoint), signal, { headers: authorization }),
      ]);
      const summary = parseJson(facts.body);
      const headings = isFields(summary) ? summary['headings'] : undefined;
      return { text: text.body, headings: isListOf(headings, isHeading) ? headings : [] };
    },
  };
}

function post(body: unknown, headers: Record<string, string>): RequestInit {
  return {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      accept: 'text/event-stream, application/json;q=0.9',
    },
    body: JSON.stringify(body),
  };
}

function isEventStream(response: Response): boolean {
  return response.ok && (response.headers.get('content-type') ?? '').startsWith('text/event-stream');
}

function answerOf({ status, body }: ReadResponse): Answer {
  const answer = parseJson(body);
  if (isAnswer(answer)) return answer;
  throw new RequestFailed({ kind: 'unexpected_response', status });
}

async function unlessMissing(response: Promise<ReadResponse>): Promise<ReadResponse | undefined> {
  try {
    return await response;
  } catch (error) {
    if (error instanceof RequestFailed && error.failure.status === 404) return undefined;
    throw error;
  }
}

/** @throws DOMException `AbortError` as soon as the signal is aborted */
async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function isHeading(value: unknown): value is Heading {
  return (
    isFields(value) &&
    typeof value['text'] === 'string' &&
    Number.isInteger(value['level']) &&
    Number.isInteger(value['start']) &&
    Number.isInteger(value['end'])
  );
}
