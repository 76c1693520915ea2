import type { EvaluationReport } from '../evaluation-report.js';
import { judged, measures } from '../measures.js';
import { reliabilityBins } from '../metrics/calibration-error.js';
import { riskCoverageCurve } from '../metrics/risk-coverage.js';
import { recallDepths } from '../record-question.js';
import { lineChart, reliabilityChart } from './charts.js';
import { escapeHtml } from './escape-html.js';
import { formatFigure, formatTimes } from './format-figure.js';
import { reportStyle } from './report-style.js';
import { questionHtml, worstQuestions } from './worst-questions.js';

/** One page without any outside resource: figures, charts as inline SVG, and the worst questions. */
export function reportHtml(report: EvaluationReport): string {
  const { dataset, questions, index, createdAt } = report;
  const title = `Evaluation of ${dataset}`;
  const worst = worstQuestions(questions);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p class="soft">${questions.length} questions, ${index.documents} documents, ${index.passages} passages. Made ${escapeHtml(createdAt)} with the index <code>${escapeHtml(index.fingerprint)}</code>. Time to answer: ${formatTimes(questions.map((record) => record.milliseconds))}.</p>
<h2>Figures</h2>
${figuresTable(report)}
${chartsSection(report)}
<h2>Worst questions</h2>
${worst.length === 0 ? '<p>No question went wrong.</p>' : worst.map(questionHtml).join('\n')}
</body>
</html>
`;
}

function figuresTable(report: EvaluationReport): string {
  const rows = measures.flatMap(({ name, label, better }) => {
    const estimate = report.measures[name];
    if (estimate === undefined) return [];
    const { value, low, high, count } = estimate;
    const cells = [
      formatFigure(name, value),
      `${formatFigure(name, low)} to ${formatFigure(name, high)}`,
      String(count),
    ];
    return [
      `<tr><td>${escapeHtml(label)}</td><td><code>${escapeHtml(name)}</code></td><td>${better}</td>${cells.map((cell) => `<td class="figure">${cell}</td>`).join('')}</tr>`,
    ];
  });
  return `<div class="scroll"><table>
<thead><tr><th>Measure</th><th>Name</th><th>Better</th><th class="figure">Value</th><th class="figure">95% interval</th><th class="figure">Questions</th></tr></thead>
<tbody>${rows.join('\n')}</tbody>
</table></div>`;
}

function chartsSection(report: EvaluationReport): string {
  const figures = [riskCoverageFigure(report), reliabilityFigure(report), recallFigure(report)];
  const present = figures.filter((figure) => figure !== undefined);
  return present.length === 0 ? '' : `<h2>Charts</h2>\n<div class="charts">${present.join('\n')}</div>`;
}

function riskCoverageFigure(report: EvaluationReport): string | undefined {
  const curve = riskCoverageCurve(judged(report.questions));
  if (curve.length === 0) return undefined;
  const points = curve.map(({ coverage, risk }) => ({ x: coverage, y: risk }));
  const picture = lineChart(points, {
    description: 'Risk-coverage curve',
    xLabel: 'coverage: share of questions answered',
    yLabel: 'risk: share of them wrong',
  });
  return figure(picture, 'Risk over coverage, answering from the most confident question down');
}

function reliabilityFigure(report: EvaluationReport): string | undefined {
  const confidences = judged(report.questions);
  if (confidences.length === 0) return undefined;
  const picture = reliabilityChart(reliabilityBins(confidences), {
    description: 'Reliability diagram',
    xLabel: 'confidence',
    yLabel: 'share right',
  });
  return figure(picture, 'Reliability: bars on the dashed line mean that confidence tells the truth');
}

function recallFigure(report: EvaluationReport): string | undefined {
  const values = recallDepths.flatMap((depth) => {
    const estimate = report.measures[`recall@${depth}`];
    return estimate === undefined ? [] : [{ depth, y: estimate.value }];
  });
  if (values.length === 0) return undefined;
  const place = (depth: number) => Math.log(depth) / Math.log(recallDepths[recallDepths.length - 1] ?? depth);
  const picture = lineChart(
    values.map(({ depth, y }) => ({ x: place(depth), y })),
    {
      description: 'Recall at k',
      xLabel: `k: ${report.unit}s looked at (logarithmic)`,
      yLabel: 'recall',
      xTicks: values.map(({ depth }) => ({ at: place(depth), label: String(depth) })),
    },
  );
  return figure(picture, `Recall@k, counted in ${report.unit}s`);
}

function figure(picture: string, caption: string): string {
  return `<figure>${picture}<figcaption>${escapeHtml(caption)}</figcaption></figure>`;
}
