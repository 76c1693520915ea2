import { CitewellError } from '../errors.js';
import type { EvaluationReport } from './evaluation-report.js';
import { measureNamed, measures } from './measures.js';
import { formatFigure } from './reports/format-figure.js';

/** The least (for errors, risks and lengths: the greatest) value that a measure may have. */
export interface Threshold {
  readonly name: string;
  readonly value: number;
}

/**
 * Parses `name=value`, such as `answer@1=0.88` or `ece=0.05`.
 *
 * @throws CitewellError `invalid_request` for another form, or a measure that does not exist.
 */
export function parseThreshold(text: string): Threshold {
  const [, name, number] = /^\s*([^=\s]+)\s*=\s*(\S+)\s*$/.exec(text) ?? [];
  const value = Number(number);
  if (name === undefined || !Number.isFinite(value)) {
    throw new CitewellError(
      'invalid_request',
      `The threshold "${text}" must have the form name=value, for example answer@1=0.88.`,
      { threshold: text },
    );
  }
  if (measureNamed(name) === undefined) {
    const known = measures.map((measure) => measure.name).join(', ');
    throw new CitewellError('invalid_request', `There is no measure "${name}"; there are ${known}.`, {
      measure: name,
    });
  }
  return { name, value };
}

/** One line for each threshold that the report does not meet; a measure that the set does not have is not met. */
export function thresholdFailures(report: EvaluationReport, thresholds: readonly Threshold[]): string[] {
  return thresholds.flatMap(({ name, value }) => {
    const estimate = report.measures[name];
    if (estimate === undefined) return [`${name} was not measured on ${report.dataset}`];
    const lowerIsBetter = measureNamed(name)?.better === 'lower';
    const met = lowerIsBetter ? estimate.value <= value : estimate.value >= value;
    if (met) return [];
    const relation = lowerIsBetter ? 'above' : 'below';
    return [`${name} is ${formatFigure(name, estimate.value)} on ${report.dataset}, ${relation} ${value}`];
  });
}
