/**
 * The mean over tokens, as transformers.js computes it with `mean_pooling`, which converts a BigInt for every
 * component of every token.
 *
 * @param hidden the model's last hidden state of these tokens, a row of `dimensions` components each
 */
export function meanOfTokens(hidden: Float32Array, dimensions: number): Float32Array {
  const tokens = hidden.length / dimensions;
  return Float32Array.from({ length: dimensions }, (_, component) => {
    let sum = 0;
    for (let place = component; place < hidden.length; place += dimensions) sum += hidden[place] as number;
    return sum / tokens;
  });
}

/** At unit length (L2), every step rounded to 32 bits as in transformers.js: a vector is the same wherever it is made. */
export function atUnitLength(vector: Float32Array): Float32Array {
  const squares = vector.reduce((sum, component) => Math.fround(sum + component ** 2), 0);
  const length = Math.fround(squares ** 0.5);
  return vector.map((component) => component / length);
}
