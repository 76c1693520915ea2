import robotsParserModule from 'robots-parser';
import { CitewellError } from '../errors.js';
import type { PoliteClient } from './polite-client.js';
import { pageAddress } from './web-address.js';

/** The package's types say `export default` of what is `module.exports`. */
const robotsParser = robotsParserModule as unknown as typeof robotsParserModule.default;

/** The name that rules in a robots.txt can be written for. */
export const ROBOT_NAME = 'Citewell';

/** How requests introduce themselves. */
export function userAgent(version: string): string {
  return `${ROBOT_NAME}/${version}`;
}

/** How much of a robots.txt is read (RFC 9309, 2.5), in bytes. */
const LARGEST_RULES = 500 * 1024;
/** Redirects of a robots.txt that are followed (RFC 9309, 2.3.1.2). */
const MOST_REDIRECTS = 5;

/** What an origin asks of robots. */
export interface RobotRules {
  allows(address: string): boolean;
  /** `Crawl-delay`, in milliseconds; 0 where there is none. */
  readonly delay: number;
}

const NO_RULES: RobotRules = { allows: () => true, delay: 0 };

/** The robots.txt of each origin, fetched once. */
export class Robots {
  private readonly rules = new Map<string, Promise<RobotRules>>();

  constructor(
    private readonly client: Pick<PoliteClient, 'get'>,
    private readonly interval: number,
  ) {}

  /**
   * A robots.txt that is not there allows everything; one that can't be had now allows nothing (RFC 9309, 2.3.1).
   *
   * @throws CitewellError `site_unreachable`, `address_refused`, `cancelled`
   */
  of(origin: string, signal: AbortSignal): Promise<RobotRules> {
    const known = this.rules.get(origin);
    if (known !== undefined) return known;
    const fetched = this.fetch(`${origin}/robots.txt`, signal);
    this.rules.set(origin, fetched);
    return fetched;
  }

  private async fetch(first: string, signal: AbortSignal): Promise<RobotRules> {
    let address = first;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const { status, headers, body } = await this.get(address, signal);
      const target = pageAddress(headers.get('location') ?? '', address);
      if (status >= 300 && status < 400 && target !== undefined) {
        address = target;
        continue;
      }
      if (status >= 500 || status === 429) throw unreachable(first, `HTTP ${status}`);
      return status >= 200 && status < 300 ? rulesOf(first, body) : NO_RULES;
    }
    return NO_RULES;
  }

  private async get(address: string, signal: AbortSignal) {
    try {
      return await this.client.get({ address, bodyLimit: okLimit, signal }, this.interval);
    } catch (error) {
      if (!(error instanceof CitewellError)) throw error;
      if (error.code === 'file_too_large')
        return { status: 404, headers: new Headers(), body: new Uint8Array() };
      if (error.code !== 'fetch_failed') throw error;
      throw unreachable(address, String(error.details['reason']), error);
    }
  }
}

const okLimit = (status: number): number => (status === 200 ? 20 * LARGEST_RULES : 0);

function rulesOf(address: string, body: Uint8Array): RobotRules {
  const text = new TextDecoder().decode(body.subarray(0, LARGEST_RULES));
  const parsed = robotsParser(address, text);
  const seconds = parsed.getCrawlDelay(ROBOT_NAME) ?? 0;
  return {
    allows: (page) => parsed.isAllowed(page, ROBOT_NAME) ?? true,
    delay: Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0,
  };
}

function unreachable(address: string, reason: string, cause?: unknown): CitewellError {
  const { origin } = new URL(address);
  return new CitewellError(
    'site_unreachable',
    cause === undefined
      ? `${address} can't be read (${reason}); until it can, nothing of the site may be fetched. What was indexed of it stays.`
      : `${origin} can't be reached: ${reason}. What was indexed of it stays.`,
    { address, reason },
    { cause },
  );
}
