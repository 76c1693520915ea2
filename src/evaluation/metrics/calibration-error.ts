import type { JudgedConfidence } from './risk-coverage.js';

/** A bin of the reliability diagram; the first holds confidences `[0, 0.1]`, the others `(low, high]`. */
export interface ReliabilityBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Mean confidence of the bin's questions; 0 for an empty bin. */
  readonly confidence: number;
  /** Share of the bin's questions whose excerpt is right; 0 for an empty bin. */
  readonly accuracy: number;
}

/** Number of equal-width bins, as in Guo et al., "On Calibration of Modern Neural Networks" (2017). */
const binCount = 10;

/** How often confidence tells the truth, in ten bins of equal width. */
export function reliabilityBins(judged: readonly JudgedConfidence[]): ReliabilityBin[] {
  const bins = Array.from({ length: binCount }, (_, index) => ({
    index,
    count: 0,
    confidence: 0,
    correct: 0,
  }));
  for (const { confidence, correct } of judged) {
    const bin = bins[Math.min(binCount - 1, Math.max(0, Math.ceil(confidence * binCount) - 1))];
    if (bin === undefined) continue;
    bin.count += 1;
    bin.confidence += confidence;
    if (correct) bin.correct += 1;
  }
  return bins.map(({ index, count, confidence, correct }) => ({
    low: index / binCount,
    high: (index + 1) / binCount,
    count,
    confidence: count === 0 ? 0 : confidence / count,
    accuracy: count === 0 ? 0 : correct / count,
  }));
}

/**
 * Expected calibration error, 0..1: the mean distance between confidence and accuracy over the bins, weighted by
 * their number of questions (Naeini et al. 2015; Guo et al. 2017).
 *
 * @returns `undefined` for no questions.
 */
export function expectedCalibrationError(judged: readonly JudgedConfidence[]): number | undefined {
  if (judged.length === 0) return undefined;
  return reliabilityBins(judged).reduce(
    (sum, bin) => sum + (bin.count / judged.length) * Math.abs(bin.confidence - bin.accuracy),
    0,
  );
}
