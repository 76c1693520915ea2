import type { Answer, Turn } from '../../src/answering/answer.js';
import type { Heading } from '../../src/documents/document.js';
import { isAnswer, isFields, isListOf } from './answer-shape.js';
import { type ReadResponse, RequestFailed, readFailure } from './failure.js';
import { parseJson } from './parse-json.js';

/** A document as the source panel shows it. */
export interface SourceDocument {
  /** The very text that every offset refers to. */
  readonly text: string;
  readonly headings: readonly Heading[];
}

/** What the widget asks of a server. */
export interface ApiClient {
  /** @throws RequestFailed; DOMException `AbortError` where the signal was aborted. */
  ask(question: string, history: readonly Turn[], signal: AbortSignal): Promise<Answer>;
  /** @throws RequestFailed; DOMException `AbortError` where the signal was aborted. */
  readDocument(id: string, signal: AbortSignal): Promise<SourceDocument>;
}

interface ApiClientSettings {
  readonly maxCitations?: number | undefined;
  /** Token of a private bot. */
  readonly token?: string | undefined;
}

/** A server that says nothing for this long is taken for dead. Milliseconds; an answer takes well under a second. */
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
    async ask(question, history, signal) {
      const response = await request(new URL('api/ask', endpoint), signal, {
        method: 'POST',
        headers: { ...authorization, 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({
          question,
          ...(history.length > 0 ? { history } : {}),
          ...(maxCitations === undefined ? {} : { maxCitations }),
        }),
      });
      const answer = parseJson(response.body);
      if (!isAnswer(answer)) {
        throw new RequestFailed({ kind: 'unexpected_response', status: response.status });
      }
      return answer;
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

async function request(url: URL, signal: AbortSignal, init: RequestInit = {}): Promise<ReadResponse> {
  const timeout = AbortSignal.timeout(REQUEST_TIMEOUT);
  const response = await readWhole(url, { ...init, signal: AbortSignal.any([signal, timeout]) }, timeout);
  if (response.status < 200 || response.status > 299) {
    throw new RequestFailed(readFailure(response, Date.now()));
  }
  return response;
}

async function readWhole(url: URL, init: RequestInit, timeout: AbortSignal): Promise<ReadResponse> {
  try {
    const response = await fetch(url, init);
    return { status: response.status, headers: response.headers, body: await response.text() };
  } catch (error) {
    if (timeout.aborted) throw new RequestFailed({ kind: 'timed_out' });
    // What fetch and the reading of a body throw where the connection fails.
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
