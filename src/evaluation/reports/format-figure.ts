/** A measure's value for people: words with one decimal, all else (0..1) with three. */
export function formatFigure(measureName: string, value: number): string {
  return value.toFixed(measureName === 'quote-words' ? 1 : 3);
}

/** Median and 95th percentile of ascending or unsorted milliseconds, as `12 ms (p50), 40 ms (p95)`. */
export function formatTimes(milliseconds: readonly number[]): string {
  const sorted = [...milliseconds].sort((first, second) => first - second);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return `${at(0.5).toFixed(0)} ms (p50), ${at(0.95).toFixed(0)} ms (p95)`;
}
