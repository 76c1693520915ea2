import { CitewellError } from '../errors.js';
import type { IndexReport } from '../indexing/index-report.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { indexWithProgress } from './run-with-progress.js';
import { watchDocuments } from './watch-documents.js';

export interface IndexCommandOptions {
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** `citewell index [paths…]` */
export async function indexCommand(
  settings: CitewellSettings,
  paths: readonly string[],
  { json, signal }: IndexCommandOptions,
): Promise<ExitCode> {
  const onReport = (report: IndexReport) => {
    if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
  };
  if (settings.watch === 'off') {
    const report = await indexWithProgress(settings, paths, signal);
    onReport(report);
    return report.failures.length > 0 ? EXIT.failure : EXIT.ok;
  }
  const first = await firstRun(settings, paths, signal);
  if (first) onReport(first);
  await watchDocuments(settings, { paths, signal, onReport, failures: first?.failures ?? [] });
  // To be stopped is how watching ends.
  return EXIT.ok;
}

/** What a watch may begin with: documents that are still to come, and an index that is being written to. */
const WAITED_FOR: ReadonlySet<string> = new Set(['knowledge_empty', 'index_locked']);

/** @returns undefined where watching will tell */
async function firstRun(
  settings: CitewellSettings,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<IndexReport | undefined> {
  try {
    return await indexWithProgress(settings, paths, signal);
  } catch (error) {
    if (error instanceof CitewellError && (WAITED_FOR.has(error.code) || signal.aborted)) return undefined;
    throw error;
  }
}
