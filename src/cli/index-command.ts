import { isWebAddress } from '../crawling/web-address.js';
import type { CrawlRequest } from '../engine/crawl-sites.js';
import { CitewellError } from '../errors.js';
import type { IndexReport } from '../indexing/index-report.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { indexWithProgress, type RunOptions } from './run-with-progress.js';

export interface IndexCommandOptions {
  readonly json: boolean;
  /** Also says why files are left out, and what is wrong with documents. */
  readonly verbose: boolean;
  readonly signal: AbortSignal;
  /** How sites are crawled; empty where nothing was said of it. */
  readonly crawl: CrawlRequest;
}

/** `citewell index [paths…]` */
export async function indexCommand(
  settings: CitewellSettings,
  paths: readonly string[],
  { json, verbose, signal, crawl }: IndexCommandOptions,
): Promise<ExitCode> {
  const files = paths.filter((path) => !isWebAddress(path));
  if (Object.keys(crawl).length > 0 && files.length === paths.length) {
    throw new CitewellError(
      'invalid_request',
      'Options of crawls need an address to begin at: citewell index https://docs.example.org/ --depth 2',
    );
  }
  const onReport = (report: IndexReport) => {
    if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
  };
  // Sites are crawled when the command is given: they tell nobody that they change.
  if (settings.watch === 'off' || (files.length === 0 && paths.length > 0)) {
    const report = await indexWithProgress(settings, paths, { signal, crawl });
    onReport(report);
    if (verbose) await explain(settings, paths);
    return report.failures.length > 0 ? EXIT.failure : EXIT.ok;
  }
  const first = await firstRun(settings, paths, { signal, crawl });
  if (first) onReport(first);
  if (first && verbose) await explain(settings, paths);
  const { watchDocuments } = await import('./watch-documents.js');
  await watchDocuments(settings, { paths: files, signal, onReport, failures: first?.failures ?? [] });
  // To be stopped is how watching ends.
  return EXIT.ok;
}

async function explain(settings: CitewellSettings, paths: readonly string[]): Promise<void> {
  const { explainIndex } = await import('./explain-index.js');
  await explainIndex(settings, paths);
}

/** What a watch may begin with: documents that are still to come, and an index that is being written to. */
const WAITED_FOR: ReadonlySet<string> = new Set(['knowledge_empty', 'index_locked']);

/** @returns undefined where watching will tell */
async function firstRun(
  settings: CitewellSettings,
  paths: readonly string[],
  options: RunOptions,
): Promise<IndexReport | undefined> {
  try {
    return await indexWithProgress(settings, paths, options);
  } catch (error) {
    if (error instanceof CitewellError && (WAITED_FOR.has(error.code) || options.signal.aborted))
      return undefined;
    throw error;
  }
}
