import type { AnswerFeatures, FeatureName } from './features.js';

/** A fitted logistic model. */
export interface ConfidenceModel {
  readonly intercept: number;
  readonly coefficients: Readonly<Partial<Record<FeatureName, number>>>;
}

/**
 * The fitted models: apart for questions for which passages were read and for which none was, and for excerpts that
 * are records, of which the features say something else than of prose.
 */
export interface ConfidenceModels {
  readonly withReader: ConfidenceModel;
  readonly withoutReader: ConfidenceModel;
  readonly recordsWithReader: ConfidenceModel;
  readonly recordsWithoutReader: ConfidenceModel;
}

/**
 * @param isRecord whether the excerpt is a record
 * @param isRead whether the reader has read any passage
 */
export function modelFor(models: ConfidenceModels, isRecord: boolean, isRead: boolean): ConfidenceModel {
  if (isRecord) return isRead ? models.recordsWithReader : models.recordsWithoutReader;
  return isRead ? models.withReader : models.withoutReader;
}

/** Logistic model: the probability, 0..1, that the first citation answers the question. */
export function confidenceOf(model: ConfidenceModel, features: AnswerFeatures): number {
  let logit = model.intercept;
  for (const [name, coefficient] of Object.entries(model.coefficients)) {
    logit += coefficient * features[name as FeatureName];
  }
  return 1 / (1 + Math.exp(-logit));
}
