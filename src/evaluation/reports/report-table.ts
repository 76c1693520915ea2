import type { EvaluationReport } from '../evaluation-report.js';
import { measures } from '../measures.js';
import { formatFigure, formatTimes } from './format-figure.js';

/** Lays out rows in columns; the first column is flush left, the others flush right. */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The terminal's table: one line a measure with its value, 95% interval and number of questions. */
export function reportTable(report: EvaluationReport): string {
  const rows = measures.flatMap(({ name, label }) => {
    const estimate = report.measures[name];
    if (estimate === undefined) return [];
    const interval = `${formatFigure(name, estimate.low)} .. ${formatFigure(name, estimate.high)}`;
    return [[label, name, formatFigure(name, estimate.value), interval, String(estimate.count)]];
  });
  const { index, questions } = report;
  const failed = questions.filter((record) => record.error !== undefined).length;
  return [
    `${report.dataset}: ${questions.length} questions, ${index.documents} documents, ${index.passages} passages; retrieval counted in ${report.unit}s`,
    '',
    alignColumns([['', 'measure', 'value', '95% interval', 'n'], ...rows]),
    '',
    `Time to answer: ${formatTimes(questions.map((record) => record.milliseconds))}`,
    ...composerLines(questions),
    ...(failed === 0 ? [] : [`Questions turned away with an error: ${failed}`]),
    '',
  ].join('\n');
}

/** Why the model's claims were dropped, and why its text was not the answer. */
function composerLines(questions: EvaluationReport['questions']): string[] {
  const dropped = new Map<string, number>();
  const shortfalls = new Map<string, number>();
  for (const { composition } of questions) {
    for (const [reason, count] of Object.entries(composition?.claims.dropped ?? {}))
      add(dropped, reason, count);
    if (composition?.shortfall !== undefined) add(shortfalls, composition.shortfall, 1);
  }
  return [
    ...(dropped.size === 0 ? [] : [`Claims dropped: ${listed(dropped)}`]),
    ...(shortfalls.size === 0 ? [] : [`Model fell short: ${listed(shortfalls)}`]),
  ];
}

function add(counts: Map<string, number>, reason: string, count: number): void {
  counts.set(reason, (counts.get(reason) ?? 0) + count);
}

function listed(counts: ReadonlyMap<string, number>): string {
  const byCount = [...counts].sort((first, second) => second[1] - first[1]);
  return byCount.map(([reason, count]) => `${reason} ${count}`).join(', ');
}
