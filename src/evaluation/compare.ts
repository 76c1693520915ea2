import { CitewellError } from '../errors.js';
import type { EvaluationReport } from './evaluation-report.js';
import { measures } from './measures.js';
import { type Difference, pairedBootstrap } from './metrics/bootstrap.js';
import type { QuestionRecord } from './question-record.js';
import { formatFigure } from './reports/format-figure.js';
import { alignColumns } from './reports/report-table.js';

/** How one measure changed on the questions that both runs asked. */
interface MeasureComparison {
  readonly name: string;
  readonly earlier: number;
  readonly current: number;
  readonly difference: Difference;
  /** Questions better, worse and equal; absent for measures of whole samples, such as AUROC. */
  readonly questions?: { readonly wins: number; readonly losses: number; readonly ties: number };
}

/** A question that changed sides. */
interface ChangedQuestion {
  readonly id: string;
  readonly question: string;
}

export interface ReportComparison {
  readonly dataset: string;
  /** Questions that both runs asked. */
  readonly common: number;
  /** Questions of only one of the runs. */
  readonly onlyInOne: number;
  readonly measures: readonly MeasureComparison[];
  /** Questions that became right, by `right`, or `success@1` for sets without answers. */
  readonly won: readonly ChangedQuestion[];
  readonly lost: readonly ChangedQuestion[];
}

type Pair = readonly [earlier: QuestionRecord, current: QuestionRecord];

/**
 * Compares two reports of one set, question by question, with a paired bootstrap for each measure.
 *
 * @throws CitewellError `invalid_dataset` where the reports have no question in common.
 */
export function compareReports(earlier: EvaluationReport, current: EvaluationReport): ReportComparison {
  const byId = new Map(earlier.questions.map((record) => [record.id, record]));
  const pairs = current.questions.flatMap((record): Pair[] => {
    const before = byId.get(record.id);
    return before === undefined || before.question !== record.question ? [] : [[before, record]];
  });
  if (pairs.length === 0) {
    throw new CitewellError(
      'invalid_dataset',
      `The earlier report (of "${earlier.dataset}") has no question in common with "${current.dataset}".`,
      { earlier: earlier.dataset, current: current.dataset },
    );
  }
  const deciding = pairs.some(([, record]) => record.values['right'] !== undefined) ? 'right' : 'success@1';
  const changed = (direction: 1 | -1) =>
    pairs
      .filter((pair) => change(pair, deciding) * direction > 0)
      .map(([, { id, question }]) => ({ id, question }));
  return {
    dataset: current.dataset,
    common: pairs.length,
    onlyInOne: earlier.questions.length + current.questions.length - 2 * pairs.length,
    measures: measures.flatMap((measure) => {
      const applicable = pairs.filter((pair) => pair.every((record) => measure.applies(record)));
      const statistic = (records: readonly QuestionRecord[]) => measure.statistic(records);
      const before = statistic(applicable.map((pair) => pair[0]));
      const now = statistic(applicable.map((pair) => pair[1]));
      const difference = pairedBootstrap(applicable, statistic);
      if (before === undefined || now === undefined || difference === undefined) return [];
      const compared = { name: measure.name, earlier: before, current: now, difference };
      if (!applicable.every(([record]) => record.values[measure.name] !== undefined)) return [compared];
      const wins = applicable.filter((pair) => change(pair, measure.name) > 0).length;
      const losses = applicable.filter((pair) => change(pair, measure.name) < 0).length;
      return [{ ...compared, questions: { wins, losses, ties: applicable.length - wins - losses } }];
    }),
    won: changed(1),
    lost: changed(-1),
  };
}

function change([earlier, current]: Pair, name: string): number {
  return (current.values[name] ?? 0) - (earlier.values[name] ?? 0);
}

/** The comparison for the terminal. */
export function comparisonTable(comparison: ReportComparison): string {
  const header = ['measure', 'earlier', 'now', 'difference', '95% interval', 'p', 'wins', 'losses'];
  const rows = comparison.measures.map(({ name, earlier, current, difference, questions }) => [
    name,
    formatFigure(name, earlier),
    formatFigure(name, current),
    signed(name, difference.value),
    `${signed(name, difference.low)} .. ${signed(name, difference.high)}`,
    difference.p.toFixed(3),
    questions === undefined ? '' : String(questions.wins),
    questions === undefined ? '' : String(questions.losses),
  ]);
  const list = (title: string, changed: readonly ChangedQuestion[]) =>
    changed.length === 0 ? [] : ['', title, ...changed.map(({ id, question }) => `  ${id}  ${question}`)];
  return [
    `${comparison.dataset}: ${comparison.common} questions in both runs, ${comparison.onlyInOne} in one only`,
    '',
    alignColumns([header, ...rows]),
    ...list('Won:', comparison.won),
    ...list('Lost:', comparison.lost),
    '',
  ].join('\n');
}

function signed(name: string, value: number): string {
  return `${value >= 0 ? '+' : ''}${formatFigure(name, value)}`;
}
