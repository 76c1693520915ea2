import { Agent, fetch } from 'undici';
import { CitewellError } from '../errors.js';
import { assertAllowedHost, checkedLookup, type ResolveName } from './checked-lookup.js';
import { mayPass, reasonOf } from './network-failure.js';
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
    return new CitewellError(
      'fetch_failed',
      `${address} could not be fetched: ${reason}.`,
      { address, reason, mayPass: !aborted && mayPass(cause) },
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
