import type { Outcome, VisitedPage } from './outcome.js';
import type { StoredBody } from './page-bodies.js';

const MOST_HOPS = 20;

/**
 * The pages that a crawl leaves: those it has visited, each once. A page that fails is the page as it was; one that
 * the site does not lead to any more leaves, unless the crawl has not seen all.
 *
 * @param former pages of the crawl before
 * @param sawAll false where the crawl met a limit: what it has not visited stays
 */
export function settlePages(
  outcomes: ReadonlyMap<string, Outcome>,
  former: ReadonlyMap<string, StoredBody>,
  sawAll: boolean,
): Map<string, StoredBody> {
  const pages = new Map<string, StoredBody>();
  const spellings = shortestSpellings(outcomes);
  for (const [url, outcome] of outcomes) {
    if (outcome.kind === 'page' && !standsElsewhere(url, outcome, outcomes)) {
      const spelling = spellings.get(spellingAndText(url, outcome)) ?? url;
      if (spelling === url) pages.set(url, outcome.page);
    }
    // A failure says nothing of the page.
    const before = outcome.kind === 'failed' ? former.get(url) : undefined;
    if (before !== undefined) pages.set(url, before);
  }
  if (!sawAll) for (const [url, page] of former) if (!outcomes.has(url)) pages.set(url, page);
  return pages;
}

/**
 * Whether the page is a copy of the one that it calls canonical. Sites get this wrong (all pages naming the first),
 * and then a page would be lost: it is believed where that page is there, does not name another in turn, and is the
 * same address in another spelling or holds the same text.
 */
function standsElsewhere(url: string, page: VisitedPage, outcomes: ReadonlyMap<string, Outcome>): boolean {
  if (page.target === undefined) return false;
  const found = follow(page.target, outcomes);
  if (found === undefined || found.url === url) return false;
  if (found.page.target !== undefined && follow(found.page.target, outcomes)?.url !== found.url) return false;
  return (
    sameSpelling(url, found.url) || (page.textHash !== undefined && page.textHash === found.page.textHash)
  );
}

function follow(
  first: string,
  outcomes: ReadonlyMap<string, Outcome>,
): { url: string; page: VisitedPage } | undefined {
  let url = first;
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const outcome = outcomes.get(url);
    if (outcome?.kind === 'page') return { url, page: outcome };
    if (outcome?.kind !== 'redirect') return undefined;
    url = outcome.target;
  }
  return undefined;
}

/** `/`, `/index.html` and `/?session=7` with one text are one page, whether they say so or not: the shortest stands. */
function shortestSpellings(outcomes: ReadonlyMap<string, Outcome>): Map<string, string> {
  const shortest = new Map<string, string>();
  for (const [url, outcome] of outcomes) {
    if (outcome.kind !== 'page' || standsElsewhere(url, outcome, outcomes)) continue;
    const key = spellingAndText(url, outcome);
    const former = shortest.get(key);
    if (former === undefined || compare(url, former) < 0) shortest.set(key, url);
  }
  return shortest;
}

function compare(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : 1);
}

function spellingAndText(url: string, { page, textHash }: VisitedPage): string {
  return `${plainSpelling(url)} ${textHash ?? page.body}`;
}

function sameSpelling(one: string, other: string): boolean {
  return plainSpelling(one) === plainSpelling(other);
}

/** `http://www.example.org/Guide/index.html?lang=en` → `example.org/guide` */
function plainSpelling(address: string): string {
  const { host, pathname } = new URL(address);
  const path = pathname.replace(/\/(?:index|default)\.\w+$/iu, '/').replace(/\.html?$|\/+$/iu, '');
  return `${host.replace(/^www\./u, '')}${path}`.toLowerCase();
}
