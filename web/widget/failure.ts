import { isFields } from './answer-shape.js';
import { parseJson } from './parse-json.js';

/** Why a request brought no answer, in the terms that decide what the reader can do about it. */
export type FailureKind =
  | 'unreachable'
  | 'timed_out'
  | 'not_ready'
  | 'rate_limited'
  | 'rejected'
  | 'server_error'
  | 'unexpected_response'
  /** The page was left before the answer had come. */
  | 'interrupted';

/** A request that failed. What the server said is kept, since it's written for the person who meets it. */
export interface Failure {
  readonly kind: FailureKind;
  /** HTTP status, where there was a response. */
  readonly status?: number;
  /** `code` of the problem document. */
  readonly code?: string;
  /** `detail`, or else `title`, of the problem document. */
  readonly detail?: string;
  readonly requestId?: string;
  /** Seconds that the server asked to wait, 1..300. */
  readonly retryAfter?: number;
}

/** Thrown by the client, and only by it; `failure` says all there is to know. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';

  constructor(readonly failure: Failure) {
    super(failure.detail ?? failure.kind);
  }
}

/** Longest wait that is counted down; past it a person rather decides. */
const LONGEST_WAIT_SECONDS = 300;

/**
 * Reads a `Retry-After` header: seconds, or an HTTP date (RFC 9110, section 10.2.3).
 *
 * @param now Milliseconds since the epoch.
 * @returns Whole seconds from 1 to 300, or undefined where the header is missing or unreadable.
 */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000;
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(LONGEST_WAIT_SECONDS, Math.max(1, Math.ceil(seconds)));
}

/** A response whose body has been read whole. */
export interface ReadResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Reads an unsuccessful response: an RFC 9457 problem document, or anything else that a proxy may send. */
export function readFailure(response: ReadResponse, now: number): Failure {
  const retryAfter = readRetryAfter(response.headers.get('retry-after'), now);
  const problem = readProblem(parseJson(response.body));
  return {
    kind: kindOf(response.status, problem.code),
    status: response.status,
    ...problem,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

function kindOf(status: number, code: string | undefined): FailureKind {
  if (status === 429 || code === 'overloaded') return 'rate_limited';
  // Other things than an unfinished index make a server unavailable; those don't pass by waiting.
  if (status === 503 && (code === undefined || code === 'not_ready')) return 'not_ready';
  return status >= 500 ? 'server_error' : 'rejected';
}

function readProblem(body: unknown): Partial<Failure> {
  if (!isFields(body)) return {};
  const text = (key: string) => {
    const value = body[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [code, detail, requestId] = [text('code'), text('detail') ?? text('title'), text('requestId')];
  return {
    ...(code === undefined ? {} : { code }),
    ...(detail === undefined ? {} : { detail }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}
