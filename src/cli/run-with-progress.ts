import type { Citewell } from '../citewell.js';
import { runIndexing } from '../engine/change-index.js';
import type { CrawlRequest } from '../engine/crawl-sites.js';
import type { IndexReport } from '../indexing/index-report.js';
import { indexingRoots } from '../settings/indexing-roots.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { indexSummary } from './index-summary.js';
import { progressDisplay } from './progress-display.js';

export interface RunOptions {
  readonly signal: AbortSignal;
  /** Indexes where it is open; else without an engine. */
  readonly citewell?: Citewell | undefined;
  readonly crawl?: CrawlRequest;
}

/** Indexes with a bar on a terminal, and says on stderr what was done and what failed. */
export async function indexWithProgress(
  settings: CitewellSettings,
  paths: readonly string[],
  options: RunOptions,
): Promise<IndexReport> {
  const report = await runWithProgress(settings, paths, options);
  process.stderr.write(indexSummary(report));
  return report;
}

/** The same, and says nothing afterwards. */
export async function runWithProgress(
  settings: CitewellSettings,
  paths: readonly string[],
  { signal, citewell, crawl = {} }: RunOptions,
): Promise<IndexReport> {
  const display = progressDisplay();
  try {
    const options = { onProgress: display.update, signal, crawl };
    const wanted = paths.length > 0 ? paths : indexingRoots(settings);
    if (!citewell) return await runIndexing(settings, wanted, options);
    return await citewell.index(wanted, { ...options, background: true });
  } finally {
    display.stop();
  }
}
