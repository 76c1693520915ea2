import type { IndexReport } from '../indexing/index-report.js';
import { counted } from './counted.js';
import { crawlLines } from './crawl-summary.js';

/** What an indexing run did, and what it could not do, in lines for people. */
export function indexSummary(report: IndexReport): string {
  const { added, updated, removed, unchanged, skipped, reembedded, embedded } = report;
  const { documents, passages, failures } = report;
  const seconds = (report.milliseconds / 1000).toFixed(1);
  const lines = [
    `Indexed in ${seconds} s: ${added} added, ${updated} updated, ${removed} removed, ${counted(unchanged, 'file')} unchanged; ${counted(embedded, 'passage')} embedded.`,
    ...(report.crawls ?? []).flatMap(crawlLines),
    `The index holds ${counted(documents, 'document')} in ${counted(passages, 'passage')}.`,
  ];
  if (reembedded > 0) {
    lines.push(
      `Made anew from the stored text, for another model or version: ${counted(reembedded, 'document')}.`,
    );
  }
  if (skipped > 0)
    lines.push(
      `Left out: ${counted(skipped, 'file')} of other formats; "citewell documents list --verbose" says which.`,
    );
  if (failures.length > 0) lines.push(`${failures.length} could not be indexed:`);
  // A message names its file.
  for (const { message } of failures) lines.push(`  ${message}`);
  return `${lines.join('\n')}\n`;
}
