import { isDeepStrictEqual } from 'node:util';
import type { Citewell } from '../citewell.js';
import type { CitewellError } from '../errors.js';
import type { IndexFailure, IndexReport } from '../indexing/index-report.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { followChanges } from '../watching/follow-changes.js';
import { indexSummary } from './index-summary.js';
import { runWithProgress } from './run-with-progress.js';

export interface WatchOptions {
  /** Folders or files; the knowledge folder where there are none. */
  readonly paths: readonly string[];
  readonly signal: AbortSignal;
  /** What the run before could not index: not told again. */
  readonly failures: readonly IndexFailure[];
  readonly citewell?: Citewell;
  /** Told of each run that changed something. */
  readonly onReport?: (report: IndexReport) => void;
}

/** Indexes whatever changes until the signal aborts, and says on stderr what was done. */
export async function watchDocuments(settings: CitewellSettings, options: WatchOptions): Promise<void> {
  const { paths, signal, citewell } = options;
  const roots = paths.length > 0 ? paths : [settings.knowledge];
  let { failures } = options;
  let failed: string | undefined;
  const tell = (text: string) => process.stderr.write(`${text}\n`);
  tell(`Watching ${roots.join(', ')} for changes${citewell ? '' : ' (Ctrl-C stops it)'}.`);
  await followChanges({
    roots,
    excluded: settings.dataDir,
    poll: settings.watch === 'poll',
    signal,
    onNotice: tell,
    onFailure: (error) => {
      // While the index is locked, or the folder away, one line is enough.
      if (error.message !== failed) tell(`${error.message}${nextTry(error)}`);
      failed = error.message;
    },
    index: async () => {
      const report = await runWithProgress(settings, paths, { signal, citewell });
      failed = undefined;
      const { added, updated, removed } = report;
      if (added + updated + removed === 0 && isDeepStrictEqual(report.failures, failures)) return;
      failures = report.failures;
      process.stderr.write(indexSummary(report));
      options.onReport?.(report);
    },
  });
}

function nextTry({ code }: CitewellError): string {
  return code === 'index_locked' ? '' : ' It is tried again at the next change.';
}
