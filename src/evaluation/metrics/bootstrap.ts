import { seededIntegers } from './random.js';

/** A measure of a sample; `undefined` where the sample does not define it. */
export type Statistic<Item> = (sample: readonly Item[]) => number | undefined;

/** A value with its 95% interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** How many questions it was computed from. */
  readonly count: number;
}

/** The difference `current - earlier` of two runs on the same questions. */
export interface Difference extends Estimate {
  /**
   * Two-sided bootstrap p-value, 0..1: twice the smaller share of resamples in which the difference is at most, or
   * at least, zero (Efron and Tibshirani 1993, section 15.4 by inverting the interval).
   */
  readonly p: number;
}

/** Number of resamples: enough for the second digit of a 95% interval (Efron and Tibshirani 1993, section 13.3). */
const resamples = 1000;

/** Any fixed number: it makes intervals reproducible. */
const seed = 20_250_317;

/**
 * Percentile bootstrap: the statistic of the items, and the 2.5% and 97.5% quantiles of its values over resamples
 * of the items with replacement (Efron and Tibshirani 1993, section 13.3).
 *
 * @returns `undefined` where the statistic of all items is.
 */
export function bootstrapEstimate<Item>(
  items: readonly Item[],
  statistic: Statistic<Item>,
): Estimate | undefined {
  const value = statistic(items);
  if (value === undefined) return undefined;
  const values = resampledValues(items, statistic);
  return { value, low: quantile(values, 0.025), high: quantile(values, 0.975), count: items.length };
}

/** Paired bootstrap: each resample draws questions, and takes both runs' results of each question drawn. */
export function pairedBootstrap<Item>(
  pairs: readonly (readonly [earlier: Item, current: Item])[],
  statistic: Statistic<Item>,
): Difference | undefined {
  const difference: Statistic<readonly [Item, Item]> = (sample) => {
    const earlier = statistic(sample.map((pair) => pair[0]));
    const current = statistic(sample.map((pair) => pair[1]));
    return earlier === undefined || current === undefined ? undefined : current - earlier;
  };
  const value = difference(pairs);
  if (value === undefined) return undefined;
  const values = resampledValues(pairs, difference);
  const atMostZero = values.filter((drawn) => drawn <= 0).length / values.length;
  const atLeastZero = values.filter((drawn) => drawn >= 0).length / values.length;
  return {
    value,
    low: quantile(values, 0.025),
    high: quantile(values, 0.975),
    count: pairs.length,
    p: Math.min(1, 2 * Math.min(atMostZero, atLeastZero)),
  };
}

/** The quantile of ascending values with linear interpolation (type 7 of Hyndman and Fan 1996). */
export function quantile(ascending: readonly number[], share: number): number {
  const position = (ascending.length - 1) * share;
  const below = ascending[Math.floor(position)] ?? Number.NaN;
  const above = ascending[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/** Ascending; resamples in which the statistic is not defined are left out, the sample itself then stands. */
function resampledValues<Item>(items: readonly Item[], statistic: Statistic<Item>): number[] {
  const random = seededIntegers(seed);
  const values: number[] = [];
  for (let resample = 0; resample < resamples; resample += 1) {
    const sample = items.map((item) => items[random(items.length)] ?? item);
    const value = statistic(sample);
    if (value !== undefined) values.push(value);
  }
  if (values.length === 0) values.push(statistic(items) ?? Number.NaN);
  return values.sort((first, second) => first - second);
}
