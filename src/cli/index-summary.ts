import type { IndexReport } from '../indexing/index-report.js';
import { crawlLines } from './crawl-summary.js';

/** What an indexing run did, and what it could not do, in lines for people. */
export function indexSummary(report: IndexReport): string {
  const { added, updated, removed, unchanged, skipped, reembedded, embedded } = report;
  const { documents, passages, failures } = report;
  const seconds = (report.milliseconds / 1000).toFixed(1);
  const lines = [
    `Indexed in ${seconds} s: ${added} added, ${updated} updated, ${removed} removed, ${unchanged} files unchanged; ${embedded} texts embedded.`,
    ...(report.crawls ?? []).flatMap(crawlLines),
    `The index holds ${documents} documents in ${passages} passages.`,
  ];
  if (reembedded > 0) {
    lines.push(
      `${reembedded} documents were made anew from their stored text, for another model or version.`,
    );
  }
  if (skipped > 0)
    lines.push(
      `${skipped} files of other formats were left out; "citewell documents list --verbose" says which.`,
    );
  if (failures.length > 0) lines.push(`${failures.length} could not be indexed:`);
  // A message names its file.
  for (const { message } of failures) lines.push(`  ${message}`);
  return `${lines.join('\n')}\n`;
}
