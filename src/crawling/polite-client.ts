import { CitewellError } from '../errors.js';
import type { HttpClient, HttpReply, HttpRequest } from './http-client.js';
import { pause, RequestPace } from './request-pace.js';

/** Replies that ask to come again: too many requests, a gateway or a server that is overloaded or starting. */
const PASSING: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** Milliseconds before the second and the third try, where the server names no time. */
const DEFAULT_WAITS: readonly number[] = [1_000, 4_000];
/** The longest `Retry-After` that is waited for, in milliseconds; beyond it the page is left for the next crawl. */
const LONGEST_WAIT = 60_000;

/** Requests in the pace that each host is given, tried again where the failure may pass. */
export class PoliteClient {
  private readonly pace = new RequestPace();
  /** Requests that were made, the tries included. */
  requests = 0;

  constructor(
    private readonly client: Pick<HttpClient, 'get'>,
    private readonly waits: readonly number[] = DEFAULT_WAITS,
  ) {}

  /**
   * @param interval milliseconds between two requests to this host
   * @throws CitewellError `fetch_failed`, `address_refused`, `file_too_large`, `cancelled`
   */
  async get(request: HttpRequest, interval: number): Promise<HttpReply> {
    const { host } = new URL(request.address);
    for (let attempt = 0; ; attempt++) {
      await this.pace.turn(host, interval, request.signal);
      this.requests++;
      const last = attempt >= this.waits.length;
      let wait = this.waits[attempt] ?? 0;
      try {
        const reply = await this.client.get(request);
        if (last || !PASSING.has(reply.status)) return reply;
        wait = retryAfter(reply.headers.get('retry-after')) ?? wait;
        if (wait > LONGEST_WAIT) return reply;
      } catch (error) {
        if (last || !(error instanceof CitewellError && error.details['mayPass'] === true)) throw error;
      }
      await pause(wait, request.signal);
    }
  }
}

/** Milliseconds that a `Retry-After` names, as seconds or as a date (RFC 9110, 10.2.3). */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const milliseconds = /^\d{1,9}$/u.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(milliseconds) ? undefined : Math.max(milliseconds, 0);
}
