import type { EvaluationReport } from '../evaluation-report.js';

/**
 * The ranked lists in the TREC run format: `query Q0 document rank score tag`. The score is 1 / rank, which keeps
 * the order for tools that sort by score. White space in ids, which the format cannot hold, is percent-encoded.
 */
export function trecRun(report: EvaluationReport, tag = 'citewell'): string {
  return report.questions
    .flatMap(({ id, ranked }) =>
      ranked.map((unit, index) => {
        const rank = index + 1;
        return `${withoutSpace(id)} Q0 ${withoutSpace(unit)} ${rank} ${(1 / rank).toFixed(6)} ${withoutSpace(tag)}\n`;
      }),
    )
    .join('');
}

function withoutSpace(id: string): string {
  return id.replace(/\s/g, encodeURIComponent);
}
