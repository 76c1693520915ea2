import { CitewellError } from '../errors.js';
import type { CrawlScope } from './crawl-scope.js';
import { type AddressFetcher, isIndexable, isMarkup } from './fetch-address.js';
import type { Found, Outcome, VisitFailure } from './outcome.js';
import { pageFacts } from './page-facts.js';
import type { RobotRules } from './robots.js';
import { readSitemap } from './sitemap.js';
import type { StoredReply } from './stored-replies.js';
import { pageAddress } from './web-address.js';

/** Redirects one after another, and sitemaps in one another, that are followed. */
const MOST_HOPS = 10;

export interface VisitContext {
  readonly fetcher: AddressFetcher;
  readonly scope: CrawlScope;
  rulesOf(origin: string): Promise<RobotRules>;
  /** Milliseconds between two requests to a host, at the least. */
  readonly interval: number;
  readonly signal: AbortSignal;
}

export interface Visit {
  readonly outcome: Outcome;
  /** Bytes that came. */
  readonly received: number;
  /** Whether the server did not answer at all. */
  readonly noReply: boolean;
}

/**
 * Fetches one address and takes up what it leads to. Of one that fails, what was fetched before is the page, and its
 * links are followed: a site that is half down loses nothing.
 *
 * @throws CitewellError `cancelled`, `storage_failed`
 */
export async function visitAddress(found: Found, context: VisitContext): Promise<Visit> {
  const { fetcher, scope, signal } = context;
  const ended = (outcome: Outcome): Visit => ({ outcome, received: 0, noReply: false });
  const { origin } = new URL(found.url);
  if (!scope.includes(found.url)) return ended({ kind: 'left_out', reason: 'other_site' });
  if (found.hops > MOST_HOPS) return ended({ kind: 'failed', failure: tooManyHops(found.url) });
  const rules = await rulesOf(origin, context);
  if (rules instanceof CitewellError) return ended(await fallBack(found, rules, context));
  if (!rules.allows(found.url)) return ended({ kind: 'left_out', reason: 'robots' });

  const fetched = await fetcher.fetch(found, Math.max(context.interval, rules.delay), signal);
  switch (fetched.kind) {
    case 'content': {
      const outcome = explore(found, fetched.reply, fetched.bytes, scope);
      return { outcome, received: fetched.received, noReply: false };
    }
    case 'redirect':
      return ended(follow(found, fetched.target, scope));
    case 'gone':
      // A sitemap that is listed and not there is a fault of the site, and no word about its pages.
      if (found.kind !== 'sitemap') return ended({ kind: 'gone' });
      return ended(await fallBack(found, notThere(found.url), context));
    case 'other_format':
      return ended({ kind: 'left_out', reason: 'format' });
    case 'failed': {
      const outcome = await fallBack(found, fetched.failure, context);
      return { outcome, received: 0, noReply: fetched.noReply };
    }
  }
}

/** The rules of a site, or why they can't be had: then nothing of it may be fetched. */
async function rulesOf(origin: string, context: VisitContext): Promise<RobotRules | CitewellError> {
  try {
    return await context.rulesOf(origin);
  } catch (error) {
    if (error instanceof CitewellError && ['site_unreachable', 'address_refused'].includes(error.code))
      return error;
    throw error;
  }
}

function explore(found: Found, reply: StoredReply, bytes: Uint8Array, scope: CrawlScope): Outcome {
  try {
    if (found.kind !== 'page') {
      const sitemap = readSitemap(bytes, found.url);
      if (sitemap !== undefined) {
        const addresses = sitemap.addresses.map((address) => pageAddress(address, found.url));
        scope.addListed(
          addresses.filter((address) => address !== undefined),
          found,
          sitemap.isIndex,
        );
        return { kind: 'sitemap' };
      }
      if (found.kind === 'sitemap') return { kind: 'failed', failure: noSitemap(found.url) };
    }
    if (!isIndexable(reply)) return { kind: 'left_out', reason: 'format' };
    const page = { body: reply.body, extension: reply.extension };
    if (!isMarkup(reply)) return { kind: 'page', page };
    const facts = pageFacts(bytes, found.url, reply.robots);
    if (facts.refresh !== undefined) return follow(found, facts.refresh, scope);
    scope.addLinks(facts.links, found);
    if (!facts.mayIndex) return { kind: 'left_out', reason: 'noindex' };
    if (facts.textHash === '') return { kind: 'left_out', reason: 'empty' };
    const { canonical, textHash } = facts;
    if (canonical === undefined || canonical === found.url) return { kind: 'page', page, textHash };
    if (scope.includes(canonical))
      scope.add([{ ...found, url: canonical, hops: found.hops + 1, kind: 'page' }]);
    return { kind: 'page', page, textHash, target: canonical };
  } catch (error) {
    if (!(error instanceof CitewellError)) throw error;
    return { kind: 'failed', failure: { code: error.code, message: error.message } };
  }
}

function follow(found: Found, target: string, scope: CrawlScope): Outcome {
  scope.add([{ ...found, url: target, hops: found.hops + 1 }]);
  return { kind: 'redirect', target };
}

async function fallBack(
  found: Found,
  failure: VisitFailure,
  { fetcher, scope }: VisitContext,
): Promise<Outcome> {
  const { code, message } = failure;
  const stored = await fetcher.stored(found.url);
  const outcome = stored && explore(found, stored.reply, stored.bytes, scope);
  if (outcome?.kind === 'page' || outcome?.kind === 'sitemap')
    return { ...outcome, failure: { code, message } };
  return { kind: 'failed', failure: { code, message } };
}

function tooManyHops(url: string): VisitFailure {
  return { code: 'fetch_failed', message: `${url} is the end of more than ${MOST_HOPS} redirects.` };
}

function notThere(url: string): VisitFailure {
  return { code: 'fetch_failed', message: `The sitemap ${url} is listed, but not there.` };
}

function noSitemap(url: string): VisitFailure {
  return { code: 'unreadable_file', message: `${url} is listed as a sitemap, but is none.` };
}
