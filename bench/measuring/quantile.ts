/** The value that `share` (0..1) of those measured are at most; NaN of none. */
export function quantile(measured: readonly number[], share: number): number {
  const sorted = [...measured].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function median(measured: readonly number[]): number {
  return quantile(measured, 0.5);
}

/** Milliseconds that `run` takes. */
export async function timed(run: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}
