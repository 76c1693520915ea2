import { CitewellError } from '../errors.js';
import type { Found, Outcome } from './outcome.js';

/**
 * Without its start nothing can be said of a site: better nothing is changed.
 *
 * @throws CitewellError `nothing_to_fetch`, `site_unreachable`, or what else was wrong with it
 */
export function assertStart({ url }: Found, outcome: Outcome): void {
  // A page that holds nothing to index may still lead to others.
  const leadsOn = outcome.kind === 'left_out' && ['noindex', 'empty'].includes(outcome.reason);
  const isLeftOut = outcome.kind === 'left_out' && !leadsOn;
  if (outcome.kind === 'gone' || isLeftOut) throw nothingFetched(url, new Map([[url, outcome]]));
  const failure = 'failure' in outcome ? outcome.failure : undefined;
  if (failure === undefined) return;
  const code = failure.code === 'fetch_failed' ? 'site_unreachable' : failure.code;
  throw new CitewellError(code, `${failure.message} What was indexed of the site stays.`, { address: url });
}

/** Of a site that has stopped answering. */
export function siteDown(url: string, outcome: Outcome): CitewellError {
  const message = 'failure' in outcome ? (outcome.failure?.message ?? '') : '';
  return new CitewellError(
    'site_unreachable',
    `The site does not answer any more: ${message} What was indexed of it stays; the same command goes on from here.`,
    { address: url, goesOn: true },
  );
}

const WHY_NOTHING: Readonly<Record<string, string>> = {
  gone: 'there is no such page (404 or 410)',
  robots: 'the site’s robots.txt does not allow it',
  noindex: 'the page asks not to be indexed',
  empty: 'the page has no text, at least none without its scripts',
  format: 'it is of a format that is not read',
  redirect: 'it redirects without end',
  sitemap: 'none of the pages that its sitemap lists is there for indexing',
};

/** Of a crawl without a page, whose start may say why. */
export function nothingFetched(start: string, outcomes: ReadonlyMap<string, Outcome>): CitewellError {
  const outcome = outcomes.get(start);
  const reason = outcome?.kind === 'left_out' ? outcome.reason : (outcome?.kind ?? '');
  return new CitewellError(
    'nothing_to_fetch',
    `${start} brought no page to index: ${WHY_NOTHING[reason] ?? 'nothing came of it'}. The index stays as it was.`,
    { address: start, reason },
  );
}
