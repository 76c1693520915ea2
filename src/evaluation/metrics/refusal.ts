/** One question with the confidence of its answer. */
export interface ScoredQuestion {
  /** 0..1. */
  readonly confidence: number;
  readonly answerable: boolean;
}

/**
 * Area under the ROC curve of confidence, answerable questions against unanswerable ones: the probability that a
 * random answerable question has more confidence than a random unanswerable one, ties counting half
 * (the Mann-Whitney U statistic over the number of pairs).
 *
 * @returns `undefined` unless there are questions of both kinds.
 */
export function areaUnderRoc(questions: readonly ScoredQuestion[]): number | undefined {
  const sorted = [...questions].sort((first, second) => first.confidence - second.confidence);
  const positives = sorted.filter((question) => question.answerable).length;
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  let wins = 0;
  let negativesBelow = 0;
  for (let from = 0; from < sorted.length; ) {
    let tiedPositives = 0;
    let to = from;
    while (to < sorted.length && sorted[to]?.confidence === sorted[from]?.confidence) {
      if (sorted[to]?.answerable) tiedPositives += 1;
      to += 1;
    }
    const tiedNegatives = to - from - tiedPositives;
    wins += tiedPositives * (negativesBelow + tiedNegatives / 2);
    negativesBelow += tiedNegatives;
    from = to;
  }
  return wins / (positives * negatives);
}

/** A decision to refuse or not, and whether refusing was right. */
export interface RefusalDecision {
  readonly refused: boolean;
  readonly answerable: boolean;
}

/**
 * Share of the refused questions that are unanswerable; `undefined` if none was refused, or if there are no
 * unanswerable questions that could have been.
 */
export function refusalPrecision(decisions: readonly RefusalDecision[]): number | undefined {
  const refused = decisions.filter((decision) => decision.refused);
  if (refused.length === 0 || decisions.every((decision) => decision.answerable)) return undefined;
  return refused.filter((decision) => !decision.answerable).length / refused.length;
}

/** Share of the unanswerable questions that were refused; `undefined` if there are none. */
export function refusalRecall(decisions: readonly RefusalDecision[]): number | undefined {
  const unanswerable = decisions.filter((decision) => !decision.answerable);
  if (unanswerable.length === 0) return undefined;
  return unanswerable.filter((decision) => decision.refused).length / unanswerable.length;
}
