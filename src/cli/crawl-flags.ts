import type { Command } from 'commander';
import { type CrawlOptionsInput, crawlOptionNames } from '../crawling/crawl-options.js';
import type { CrawlRequest } from '../engine/crawl-sites.js';

/** Adds what can be said of a crawl. Values stay text here; the crawl checks them. */
export function addCrawlOptions(command: Command): Command {
  return command
    .option('--depth <number>', 'links to follow from a page, or from the pages of a sitemap (default 0)')
    .option('--include-origins <list>', 'other sites to take pages from, commas between (default none)')
    .option('--max-pages <number>', 'addresses to fetch at most (default 5000)')
    .option('--max-size <MiB>', 'what to fetch at most (default 1024)')
    .option('--max-minutes <number>', 'when to stop; the next crawl goes on (default 120)')
    .option('--requests-per-second <number>', 'to each host, at most (default 5)')
    .option('--allow-private', 'fetch pages of this machine and of private networks, too');
}

export function crawlOptionsOf(command: Command): CrawlRequest {
  const options = command.opts<CrawlOptionsInput & { allowPrivate?: boolean }>();
  const given = crawlOptionNames.filter((name) => options[name] !== undefined);
  return {
    ...Object.fromEntries(given.map((name) => [name, options[name]])),
    ...(options.allowPrivate === true && { allowPrivate: true }),
  };
}
