import type { Answer, Turn } from '../../src/answering/answer.js';
import type { Heading } from '../../src/documents/document.js';
import { isAnswer, isFields, isListOf, isString } from './answer-shape.js';
import { type ReadResponse, RequestFailed, readFailure } from './failure.js';
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

/** A server that says nothing for this long is taken for dead, in milliseconds; a stream says something every 15 s. */
const REQUEST_TIMEOUT = 90_000;

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

async function request(url: URL, signal: AbortSignal, init: RequestInit): Promise<ReadResponse> {
  const timeout = AbortSignal.timeout(REQUEST_TIMEOUT);
  return reading(timeout, async () =>
    whole(await fetch(url, { ...init, signal: AbortSignal.any([signal, timeout]) })),
  );
}

/** @throws RequestFailed where the server refuses or fails */
async function whole(response: Response): Promise<ReadResponse> {
  const read = { status: response.status, headers: response.headers, body: await response.text() };
  if (!response.ok) throw new RequestFailed(readFailure(read, Date.now()));
  return read;
}

/** Names what fetch and the reading of a body throw. */
async function reading<Result>(timeout: AbortSignal, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (timeout.aborted) throw new RequestFailed({ kind: 'timed_out' });
    // Where the connection fails.
    if (error instanceof TypeError) throw new RequestFailed({ kind: 'unreachable' });
    throw error;
  }
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
