import type { Citewell } from '../citewell.js';
import { runIndexing } from '../engine/change-index.js';
import type { IndexReport } from '../indexing/index-report.js';
import { indexingRoots } from '../settings/indexing-roots.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { progressDisplay } from './progress-display.js';

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
  const report = await indexWithProgress(settings, paths, signal);
  if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
  return report.failures.length > 0 ? EXIT.failure : EXIT.ok;
}

/** Indexes with a bar on a terminal, and says on stderr what was done and what failed. */
export async function indexWithProgress(
  settings: CitewellSettings,
  paths: readonly string[],
  signal: AbortSignal,
  citewell?: Citewell,
): Promise<IndexReport> {
  const display = progressDisplay();
  try {
    const options = { onProgress: display.update, signal };
    const wanted = paths.length > 0 ? paths : indexingRoots(settings);
    const report = citewell
      ? await citewell.index(wanted, options)
      : await runIndexing(settings, wanted, options);
    display.stop();
    process.stderr.write(summaryOf(report));
    return report;
  } finally {
    display.stop();
  }
}

function summaryOf(report: IndexReport): string {
  const { added, updated, removed, unchanged, skipped, embedded, documents, passages, failures } = report;
  const seconds = (report.milliseconds / 1000).toFixed(1);
  const lines = [
    `Indexed in ${seconds} s: ${added} added, ${updated} updated, ${removed} removed, ${unchanged} files unchanged; ${embedded} texts embedded.`,
    `The index holds ${documents} documents in ${passages} passages.`,
  ];
  if (skipped > 0) lines.push(`${skipped} files of other formats were left out.`);
  if (failures.length > 0) lines.push(`${failures.length} could not be indexed:`);
  for (const { id, message } of failures) lines.push(`  ${id}: ${message}`);
  return `${lines.join('\n')}\n`;
}
