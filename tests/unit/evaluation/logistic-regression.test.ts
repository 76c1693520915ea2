import { describe, expect, it } from 'vitest';
import { fitLogistic, probabilityOf } from '../../../src/evaluation/calibration/logistic-regression.js';

/** Seven points with overlap, so that the fit is finite without a penalty. */
const POINTS: readonly [x: number, y: number, outcome: 0 | 1][] = [
  [0, 1, 0],
  [1, 0, 0],
  [2, 2, 0],
  [1, 3, 1],
  [3, 1, 1],
  [3, 3, 1],
  [2, 1, 1],
];
const EXPECTED = { intercept: -1.75512787, coefficients: [0.74173594, 0.52834389] } as const;
const observations = POINTS.map(([x, y, outcome]) => ({ features: [x, y], outcome, weight: 1 }));

describe('logistic regression', () => {
  it('fits as scikit-learn does', () => {
    // LogisticRegression(C=1.0, tol=1e-12, max_iter=10000).fit(X, y), scikit-learn 1.9.1
    const { intercept, coefficients } = fitLogistic(observations, 1);
    expect(intercept).toBeCloseTo(EXPECTED.intercept, 5);
    expect(coefficients[0]).toBeCloseTo(EXPECTED.coefficients[0], 5);
    expect(coefficients[1]).toBeCloseTo(EXPECTED.coefficients[1], 5);
  });

  it('shrinks with the penalty and counts a weight of two as two', () => {
    const [loose = 0] = fitLogistic(observations, 0.1).coefficients;
    const [tight = 0] = fitLogistic(observations, 10).coefficients;
    expect(Math.abs(tight)).toBeLessThan(Math.abs(loose));
    const doubled = fitLogistic(
      observations.map((point) => ({ ...point, weight: 2 })),
      2,
    );
    expect(doubled.coefficients[0]).toBeCloseTo(fitLogistic(observations, 1).coefficients[0] ?? 0, 9);
  });

  it('gives probabilities that add up to the outcomes', () => {
    const model = fitLogistic(observations, 0);
    const sum = observations.reduce((total, { features }) => total + probabilityOf(model, features), 0);
    expect(sum).toBeCloseTo(4, 6);
  });
});
