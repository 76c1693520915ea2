/** One observation: feature values in a fixed order, what happened, and how much it counts. */
export interface Observation {
  readonly features: readonly number[];
  readonly outcome: 0 | 1;
  readonly weight: number;
}

export interface LogisticModel {
  readonly intercept: number;
  readonly coefficients: readonly number[];
}

/** Iterations of Newton's method; it has converged after about eight. */
const ITERATIONS = 30;

/**
 * Logistic regression with an L2 penalty on the coefficients (not the intercept), fitted by Newton's method
 * (iteratively reweighted least squares: Hastie, Tibshirani and Friedman, The Elements of Statistical
 * Learning, 4.4.1). Deterministic.
 *
 * @param penalty at least 0; in the units of the summed weights
 */
export function fitLogistic(observations: readonly Observation[], penalty: number): LogisticModel {
  const size = (observations[0]?.features.length ?? 0) + 1;
  let parameters = new Array<number>(size).fill(0);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const gradient = parameters.map((value, index) => (index === 0 ? 0 : -penalty * value));
    const hessian = parameters.map((_, row) =>
      parameters.map((_, column) => (row === column && row > 0 ? penalty : 0)),
    );
    for (const { features, outcome, weight } of observations) {
      const inputs = [1, ...features];
      const probability = predict(parameters, inputs);
      const curvature = weight * probability * (1 - probability);
      for (const [row, input] of inputs.entries()) {
        gradient[row] = (gradient[row] ?? 0) + weight * (outcome - probability) * input;
        const hessianRow = hessian[row] ?? [];
        for (const [column, other] of inputs.entries()) {
          hessianRow[column] = (hessianRow[column] ?? 0) + curvature * input * other;
        }
      }
    }
    const step = solve(hessian, gradient);
    parameters = parameters.map((value, index) => value + (step[index] ?? 0));
  }
  const [intercept = 0, ...coefficients] = parameters;
  return { intercept, coefficients };
}

export function probabilityOf(
  { intercept, coefficients }: LogisticModel,
  features: readonly number[],
): number {
  return predict([intercept, ...coefficients], [1, ...features]);
}

function predict(parameters: readonly number[], inputs: readonly number[]): number {
  const logit = inputs.reduce((sum, input, index) => sum + input * (parameters[index] ?? 0), 0);
  return 1 / (1 + Math.exp(-logit));
}

/** Gaussian elimination with partial pivoting; the matrix is small and positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot++) {
    const candidates = rows.slice(pivot).map((row) => Math.abs(row[pivot] ?? 0));
    const best = pivot + candidates.indexOf(Math.max(...candidates));
    const pivotRow = rows[best] ?? [];
    rows[best] = rows[pivot] ?? [];
    rows[pivot] = pivotRow;
    for (const row of rows.slice(pivot + 1)) {
      const factor = (row[pivot] ?? 0) / (pivotRow[pivot] ?? 1);
      for (let column = pivot; column <= size; column++) {
        row[column] = (row[column] ?? 0) - factor * (pivotRow[column] ?? 0);
      }
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let index = size - 1; index >= 0; index--) {
    const row = rows[index] ?? [];
    let sum = row[size] ?? 0;
    for (let column = index + 1; column < size; column++) sum -= (row[column] ?? 0) * (solution[column] ?? 0);
    solution[index] = sum / (row[index] ?? 1);
  }
  return solution;
}
