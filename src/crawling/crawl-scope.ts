import type { CrawlOptions } from './crawl-options.js';
import type { Frontier } from './frontier.js';
import type { Found } from './outcome.js';

/** Other origins that are told of. */
const MOST_ORIGINS = 20;

/** Which addresses a crawl takes up: those of the start's origin and of others that were asked for, within its limits. */
export class CrawlScope {
  /** Whether there were more addresses than may be fetched. */
  limited = false;
  /** Addresses of other sites that were listed, by origin. */
  readonly otherOrigins = new Map<string, number>();
  private readonly beyond = new Set<string>();
  private readonly origins: Set<string>;
  /** Addresses taken up. */
  known: number;

  constructor(
    private readonly frontier: Frontier,
    private readonly options: Pick<CrawlOptions, 'depth' | 'includeOrigins' | 'maxPages'>,
  ) {
    this.known = frontier.counts().known;
    const starts = frontier.starts().map((start) => new URL(start).origin);
    this.origins = new Set([...options.includeOrigins, ...starts]);
  }

  /** Links that are not followed for their depth, each once. */
  get beyondDepth(): number {
    return this.beyond.size;
  }

  /** Where the start redirects to is a site that was asked for. */
  includes(url: string): boolean {
    return this.origins.has(new URL(url).origin);
  }

  /** Takes addresses up, but for those that are too many. */
  add(addresses: readonly Found[]): void {
    const added: Found[] = [];
    for (const found of addresses) {
      const isKnown = this.frontier.has(found.url);
      if (!isKnown && this.known >= this.options.maxPages) {
        this.limited = true;
        continue;
      }
      if (!isKnown) this.known++;
      if (found.kind === 'start') this.origins.add(new URL(found.url).origin);
      added.push(found);
    }
    this.frontier.add(added);
  }

  /** The links of a page. */
  addLinks(links: readonly string[], { depth }: Pick<Found, 'depth'>): void {
    const included = links.filter((link) => this.includes(link));
    if (depth < this.options.depth) {
      this.add(included.map((url) => ({ url, depth: depth + 1, hops: 0, kind: 'page' })));
      return;
    }
    for (const url of included) {
      if (this.beyond.size < this.options.maxPages && !this.frontier.has(url)) this.beyond.add(url);
    }
  }

  /** The entries of a sitemap: its pages count as starts. */
  addListed(addresses: readonly string[], { hops }: Pick<Found, 'hops'>, areSitemaps: boolean): void {
    const kind = areSitemaps ? 'sitemap' : 'page';
    const included = addresses.filter((url) => this.includes(url));
    this.add(included.map((url) => ({ url, depth: 0, hops: areSitemaps ? hops + 1 : 0, kind })));
    for (const url of addresses) if (!this.includes(url)) this.countOther(new URL(url).origin);
  }

  private countOther(origin: string): void {
    const count = this.otherOrigins.get(origin);
    if (count !== undefined || this.otherOrigins.size < MOST_ORIGINS)
      this.otherOrigins.set(origin, (count ?? 0) + 1);
  }
}
