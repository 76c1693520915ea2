/** The confidence of the best excerpt for a question, and whether that excerpt is right. */
export interface JudgedConfidence {
  /** 0..1. */
  readonly confidence: number;
  readonly correct: boolean;
}

/** If all questions with at least `confidence` were answered: the share answered, and the share of wrong ones. */
export interface RiskCoveragePoint {
  readonly confidence: number;
  readonly coverage: number;
  readonly risk: number;
}

/** One point for each distinct confidence, in order of growing coverage. */
export function riskCoverageCurve(judged: readonly JudgedConfidence[]): RiskCoveragePoint[] {
  let answered = 0;
  let errors = 0;
  return tieGroups(judged).map((group) => {
    answered += group.size;
    errors += group.errors;
    return { confidence: group.confidence, coverage: answered / judged.length, risk: errors / answered };
  });
}

/**
 * Area under the risk-coverage curve: the mean, over k = 1..n, of the share of wrong answers among the k most
 * confident questions (Geifman and El-Yaniv 2017). Questions of equal confidence have no order, so that each of
 * them carries the mean error of their group.
 *
 * @returns 0 (best) to 1; `undefined` for no questions.
 */
export function areaUnderRiskCoverage(judged: readonly JudgedConfidence[]): number | undefined {
  if (judged.length === 0) return undefined;
  let answered = 0;
  let errors = 0;
  let sum = 0;
  for (const group of tieGroups(judged)) {
    for (let position = 0; position < group.size; position += 1) {
      answered += 1;
      errors += group.errors / group.size;
      sum += errors / answered;
    }
  }
  return sum / judged.length;
}

interface TieGroup {
  readonly confidence: number;
  size: number;
  errors: number;
}

function tieGroups(judged: readonly JudgedConfidence[]): TieGroup[] {
  const groups: TieGroup[] = [];
  for (const { confidence, correct } of [...judged].sort(
    (first, second) => second.confidence - first.confidence,
  )) {
    let group = groups.at(-1);
    if (group === undefined || group.confidence !== confidence) {
      group = { confidence, size: 0, errors: 0 };
      groups.push(group);
    }
    group.size += 1;
    if (!correct) group.errors += 1;
  }
  return groups;
}
