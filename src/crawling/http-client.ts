import { Agent, errors, fetch } from 'undici';
import { CitewellError } from '../errors.js';
import { assertAllowedHost, checkedLookup, type ResolveName } from './checked-lookup.js';
import type { AddressPolicy } from './public-address.js';

/** What a request may take. */
export interface HttpLimits {
  /** Milliseconds for one request, from the connection to the last byte. */
  readonly deadline: number;
  /** Milliseconds in which a connection must stand. */
  readonly connect: number;
}

const DEFAULT_LIMITS: HttpLimits = { deadline: 60_000, connect: 10_000 };
const CONNECTIONS_A_HOST = 8;

export interface HttpRequest {
  readonly address: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes of the body, unpacked, that are read at most; 0 where it is not wanted. */
  bodyLimit(status: number, headers: HttpHeaders): number;
  readonly signal: AbortSignal;
}

export interface HttpHeaders {
  get(name: string): string | null;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: HttpHeaders;
  /** Unpacked; empty where it was not wanted. */
  readonly body: Uint8Array;
}

/** Makes GET requests, each to an address that has been checked, and follows no redirect. */
export class HttpClient {
  private readonly agent: Agent;

  constructor(
    private readonly userAgent: string,
    private readonly isAllowed: AddressPolicy,
    private readonly limits: HttpLimits = DEFAULT_LIMITS,
    resolve?: ResolveName,
  ) {
    this.agent = new Agent({
      connections: CONNECTIONS_A_HOST,
      pipelining: 1,
      connect: { lookup: checkedLookup(isAllowed, resolve), timeout: limits.connect },
    });
  }

  /**
   * @throws CitewellError `address_refused`; `fetch_failed` where no whole reply came; `file_too_large`; `cancelled`
   */
  async get(request: HttpRequest): Promise<HttpReply> {
    const url = new URL(request.address);
    assertAllowedHost(url.hostname, this.isAllowed);
    // `AbortSignal.timeout` below `AbortSignal.any` may be collected on Node 20.
    const abort = new AbortController();
    const stop = () => abort.abort();
    const timer = setTimeout(stop, this.limits.deadline);
    request.signal.addEventListener('abort', stop);
    if (request.signal.aborted) stop();
    try {
      const reply = await fetch(url, {
        dispatcher: this.agent,
        redirect: 'manual',
        headers: { accept: '*/*', ...request.headers, 'user-agent': this.userAgent },
        signal: abort.signal,
      });
      const { status, headers } = reply;
      const limit = request.bodyLimit(status, headers);
      if (limit > 0 && reply.body !== null) {
        return { status, headers, body: await readBody(reply.body, limit, request.address) };
      }
      await reply.body?.cancel();
      return { status, headers, body: new Uint8Array() };
    } catch (error) {
      throw this.failure(error, request, abort.signal.aborted);
    } finally {
      clearTimeout(timer);
      request.signal.removeEventListener('abort', stop);
    }
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private failure(error: unknown, { address, signal }: HttpRequest, aborted: boolean): unknown {
    if (signal.aborted) {
      return new CitewellError('cancelled', 'Fetching pages was interrupted; those fetched are kept.');
    }
    if (error instanceof CitewellError) return error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    if (cause instanceof CitewellError) return cause;
    const seconds = Math.round(this.limits.deadline / 1000);
    const reason = aborted ? `it took more than ${seconds} seconds` : reasonOf(cause);
    if (reason === undefined) return error;
    const mayPass = !aborted && PASSING.has(codeOf(cause) ?? '');
    return new CitewellError(
      'fetch_failed',
      `${address} could not be fetched: ${reason}.`,
      { address, reason, mayPass },
      { cause: error },
    );
  }
}

async function readBody(body: AsyncIterable<unknown>, limit: number, address: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a body is made of bytes');
    length += chunk.length;
    if (length > limit) {
      throw new CitewellError(
        'file_too_large',
        `${address} has more than ${Math.floor(limit / 2 ** 20)} MiB, which is the most that is fetched.`,
        { address, limit },
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no host of this name',
  EAI_AGAIN: 'the name of its host can’t be looked up at present',
  ECONNREFUSED: 'its server refuses connections',
  ECONNRESET: 'its server closed the connection',
  EHOSTUNREACH: 'its server can’t be reached',
  ENETUNREACH: 'its network can’t be reached',
  ETIMEDOUT: 'its server does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'its server does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'its server does not answer',
  UND_ERR_BODY_TIMEOUT: 'its server stopped in the middle',
  UND_ERR_SOCKET: 'its server closed the connection',
  UND_ERR_HEADERS_OVERFLOW: 'its headers are too long',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is signed by itself; name its authority in NODE_EXTRA_CA_CERTS',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate’s authority is not known; name it in NODE_EXTRA_CA_CERTS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate’s authority is not known; name it in NODE_EXTRA_CA_CERTS',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  ERR_SSL_WRONG_VERSION_NUMBER: 'its server does not speak https at this port',
};

/** Failures that may be over in a moment. */
const PASSING: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** What the network, TLS, or the server's way of HTTP was at fault with; undefined for a fault of ours. */
function reasonOf(cause: unknown): string | undefined {
  const code = codeOf(cause);
  const known = code === undefined ? undefined : REASONS[code];
  if (known !== undefined) return known;
  if (code?.startsWith('HPE_')) return 'its server does not speak HTTP';
  if (code?.startsWith('Z_') || code?.startsWith('ERR__ERROR_')) return 'its body is not packed as it says';
  if (cause instanceof Error && cause.message === 'bad port') return 'browsers don’t open this port';
  return code;
}

/** Connecting to several addresses of a host fails with one error for each. */
function codeOf(cause: unknown): string | undefined {
  if (cause instanceof AggregateError && cause.errors.length > 0) return codeOf(cause.errors[0]);
  // The parser's errors have no code where it names none itself.
  if (cause instanceof errors.HTTPParserError) return cause.code ?? 'HPE_INVALID';
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}
