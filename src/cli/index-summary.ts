import type { IndexReport } from '../indexing/index-report.js';

/** What an indexing run did, and what it could not do, in lines for people. */
export function indexSummary(report: IndexReport): string {
  const { added, updated, removed, unchanged, skipped, embedded, documents, passages } = report;
  const seconds = (report.milliseconds / 1000).toFixed(1);
  const lines = [
    `Indexed in ${seconds} s: ${added} added, ${updated} updated, ${removed} removed, ${unchanged} files unchanged; ${embedded} texts embedded.`,
    `The index holds ${documents} documents in ${passages} passages.`,
  ];
  if (skipped > 0) lines.push(`${skipped} files of other formats were left out.`);
  return `${lines.join('\n')}\n${failureSummary(report)}`;
}

/** Empty where all went in. A message names its file. */
export function failureSummary({ failures }: IndexReport): string {
  if (failures.length === 0) return '';
  const lines = failures.map(({ message }) => `  ${message}`);
  return `${failures.length} could not be indexed:\n${lines.join('\n')}\n`;
}
