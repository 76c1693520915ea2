import { alignColumns } from '../../src/evaluation/reports/report-table.js';
import type { BenchResult, Figure, Unit } from '../bench.js';

const FORMATS: Readonly<Record<Unit, (value: number) => string>> = {
  ms: (value) => `${value.toFixed(value < 100 ? 1 : 0)} ms`,
  s: (value) => `${value.toFixed(1)} s`,
  MB: (value) => `${Math.round(value)} MB`,
  share: (value) => value.toFixed(3),
  words: (value) => `${Math.round(value)} words`,
  exponent: (value) => value.toFixed(2),
  'a second': (value) => `${value.toFixed(1)}/s`,
  ratio: (value) => `×${value.toFixed(2)}`,
  number: (value) => value.toLocaleString('en'),
};

/** A row a measure, a column a subject: most benches have more measures than subjects. */
export function resultTable({ figures, reference }: BenchResult): string {
  const subjects = [...new Set(figures.map(({ subject }) => subject))];
  const measures = [...new Set(figures.map(({ measure }) => measure))];
  const figureOf = (subject: string, measure: string) =>
    figures.find((figure) => figure.subject === subject && figure.measure === measure);
  const rows = measures.map((measure) => [
    measure,
    ...subjects.map((subject) => cell(figureOf(subject, measure), figureOf(reference, measure))),
  ]);
  return alignColumns([['', ...subjects], ...rows]);
}

/** How often the figure holds that of the reference; undefined where that says nothing. */
export function ratioOf({ subject, value, unit }: Figure, reference: Figure | undefined): number | undefined {
  if (!reference || reference.subject === subject || reference.unit !== unit) return undefined;
  if (unit === 'share' || unit === 'exponent' || reference.value === 0) return undefined;
  return value / reference.value;
}

function cell(figure: Figure | undefined, reference: Figure | undefined): string {
  if (!figure) return '–';
  const ratio = ratioOf(figure, reference);
  return `${FORMATS[figure.unit](figure.value)}${ratio === undefined ? '' : ` (×${ratio.toFixed(ratio < 10 ? 2 : 0)})`}`;
}
