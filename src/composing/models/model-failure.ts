import type { ModelShortfall } from '../../answering/composition.js';

/** What the failure of a provider's client means. */
export interface ModelFailure {
  readonly reason: Extract<ModelShortfall, 'unreachable' | 'rate_limited' | 'rejected' | 'failed'>;
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** Whether the same request can succeed a moment later. */
  readonly transient: boolean;
  /** Milliseconds that the provider asks to wait. */
  readonly retryAfter: number | undefined;
}

const CONNECTION_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Reads what the clients of OpenAI, Anthropic and Ollama throw: status, headers and causes. */
export function failureOf(error: unknown): ModelFailure {
  const status = statusOf(error);
  const retryAfter = retryAfterOf(error);
  if (status === 429) return { reason: 'rate_limited', status, transient: true, retryAfter };
  // 408 and 409 are what OpenAI's own client tries again.
  if (status === 408 || status === 409) return { reason: 'failed', status, transient: true, retryAfter };
  if (status !== undefined && status >= 400 && status < 500) {
    return { reason: 'rejected', status, transient: false, retryAfter };
  }
  if (status === undefined && isConnectionFailure(error)) {
    return { reason: 'unreachable', status, transient: true, retryAfter };
  }
  return { reason: 'failed', status, transient: true, retryAfter };
}

function statusOf(error: unknown): number | undefined {
  for (const cause of causesOf(error)) {
    for (const name of ['status', 'statusCode', 'status_code']) {
      const status = cause[name];
      if (typeof status === 'number' && status >= 100) return status;
    }
  }
  return undefined;
}

function isConnectionFailure(error: unknown): boolean {
  return causesOf(error).some(
    ({ code, name, message }) =>
      CONNECTION_CODES.has(String(code)) ||
      name === 'APIConnectionError' ||
      /^(?:fetch failed|Connection error\.?|terminated)$/i.test(String(message)),
  );
}

/** RFC 9110: seconds or a date. `retry-after-ms` is what OpenAI adds. */
function retryAfterOf(error: unknown): number | undefined {
  for (const { headers } of causesOf(error)) {
    const milliseconds = Number(header(headers, 'retry-after-ms') ?? Number.NaN);
    if (milliseconds >= 0) return milliseconds;
    const value = header(headers, 'retry-after');
    if (value === undefined) continue;
    const wait = /^\s*\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
    if (Number.isFinite(wait)) return Math.max(0, wait);
  }
  return undefined;
}

function header(headers: unknown, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  if (typeof headers !== 'object' || headers === null) return undefined;
  const value = (headers as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}

/** Clients wrap errors, some of them several times. */
function causesOf(error: unknown): Record<string, unknown>[] {
  const causes: Record<string, unknown>[] = [];
  for (let cause = error; typeof cause === 'object' && cause !== null && causes.length < 5; ) {
    const fields = cause as Record<string, unknown>;
    causes.push(fields);
    cause = fields['cause'];
  }
  return causes;
}
