/** Cosine of two vectors of unit length, which is their dot product. */
export function cosine(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let component = 0; component < one.length; component++) {
    sum += (one[component] ?? 0) * (other[component] ?? 0);
  }
  return sum;
}
