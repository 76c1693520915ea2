import type { ConfidenceModel } from '../../answering/confidence.js';
import type { AnswerFeatures, FeatureName } from '../../answering/features.js';
import { expectedCalibrationError } from '../metrics/calibration-error.js';
import { areaUnderRoc } from '../metrics/refusal.js';
import type { Sample } from './collect-samples.js';
import { fitLogistic, type LogisticModel, type Observation, probabilityOf } from './logistic-regression.js';

/** Strength of the penalty, in questions: weak against hundreds of them, enough to tame what says the same twice. */
const PENALTY = 3;
const FOLDS = 10;

/** Figures of one set, of models that have not seen its questions. */
export interface CalibrationFigures {
  readonly questions: number;
  /** Of `confidence` between answerable and unanswerable questions; absent where all are answerable. */
  readonly auroc?: number;
  /** Of `confidence` between right excerpts and all others. */
  readonly aurocOfRight?: number;
  readonly expectedCalibrationError: number;
  /** What the threshold makes of right excerpts and of others. */
  readonly right: { readonly cited: number; readonly refused: number };
  readonly wrong: { readonly cited: number; readonly refused: number };
}

export interface CalibrationFit {
  readonly model: ConfidenceModel;
  readonly figures: Readonly<Record<string, CalibrationFigures>>;
}

/**
 * Fits the probability that the best excerpt answers, on several sets taken together; each set counts the
 * same whatever its size. The figures come from cross-validation: every question is judged by a model that has
 * not seen it. Deterministic: the folds follow from the order of the questions.
 *
 * @param refuseBelow the threshold that the figures are told for, 0..1
 */
export function fitCalibration(
  sets: ReadonlyMap<string, readonly Sample[]>,
  featureNames: readonly FeatureName[],
  refuseBelow: number,
): CalibrationFit {
  const largest = Math.max(...[...sets.values()].map(({ length }) => length));
  const rows = [...sets].flatMap(([set, samples]) =>
    samples.map((sample, position) => ({
      set,
      sample,
      fold: position % FOLDS,
      observation: {
        features: featureNames.map((name) => sample.features[name]),
        outcome: sample.right ? 1 : 0,
        weight: largest / samples.length,
      } satisfies Observation,
    })),
  );
  const observations = rows.map(({ observation }) => observation);
  const held = new Map(
    Array.from({ length: FOLDS }, (_, fold): [number, LogisticModel] => [
      fold,
      fitStandardised(
        rows.filter((row) => row.fold !== fold).map(({ observation }) => observation),
        PENALTY,
      ),
    ]),
  );
  const predictions = rows.map(({ set, sample, fold, observation }) => {
    const model = held.get(fold);
    return { set, sample, confidence: model ? probabilityOf(model, observation.features) : 0 };
  });
  const figures = [...sets.keys()].map((name): [string, CalibrationFigures] => {
    const own = predictions.filter(({ set }) => set === name);
    return [name, figuresOf(own, refuseBelow)];
  });
  return {
    model: named(fitStandardised(observations, PENALTY), featureNames),
    figures: Object.fromEntries(figures),
  };
}

/** The penalty treats all features alike only on one scale: fits on z-scores, gives coefficients of the raw values. */
function fitStandardised(observations: readonly Observation[], penalty: number): LogisticModel {
  const size = observations[0]?.features.length ?? 0;
  const scales = Array.from({ length: size }, (_, index) => {
    const values = observations.map(({ features }) => features[index] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return { mean, deviation: Math.sqrt(variance) || 1 };
  });
  const { intercept, coefficients } = fitLogistic(
    observations.map((observation) => ({
      ...observation,
      features: scales.map(
        ({ mean, deviation }, index) => ((observation.features[index] ?? 0) - mean) / deviation,
      ),
    })),
    penalty,
  );
  const raw = scales.map(({ deviation }, index) => (coefficients[index] ?? 0) / deviation);
  const shift = scales.reduce((sum, { mean }, index) => sum + mean * (raw[index] ?? 0), 0);
  return { intercept: intercept - shift, coefficients: raw };
}

export function figuresOf(
  predictions: readonly { sample: Sample; confidence: number }[],
  refuseBelow: number,
): CalibrationFigures {
  const discrimination = areaUnderRoc(
    predictions.map(({ sample, confidence }) => ({ confidence, answerable: sample.answerable })),
  );
  const error = expectedCalibrationError(
    predictions.map(({ sample, confidence }) => ({ confidence, correct: sample.right })),
  );
  const ofRight = areaUnderRoc(
    predictions.map(({ sample, confidence }) => ({ confidence, answerable: sample.right })),
  );
  const decided = (right: boolean) => {
    const own = predictions.filter(({ sample }) => sample.right === right);
    const refused = own.filter(({ confidence }) => confidence < refuseBelow).length;
    return { cited: own.length - refused, refused };
  };
  return {
    questions: predictions.length,
    ...(discrimination !== undefined && { auroc: discrimination }),
    ...(ofRight !== undefined && { aurocOfRight: ofRight }),
    expectedCalibrationError: error ?? 0,
    right: decided(true),
    wrong: decided(false),
  };
}

function named({ intercept, coefficients }: LogisticModel, names: readonly FeatureName[]): ConfidenceModel {
  const entries = names.map((name, position): [keyof AnswerFeatures, number] => [
    name,
    coefficients[position] ?? 0,
  ]);
  return { intercept, coefficients: Object.fromEntries(entries) };
}
