import { meanInterval } from '../../src/studies/statistics/mean-interval.ts';
import { INTERVAL_FROM } from './plan.ts';

/** A mean, and its 95% interval where there are enough runs. */
export interface Measured {
  readonly value: number | undefined;
  readonly ci_low: number | undefined;
  readonly ci_high: number | undefined;
}

const nothing: Measured = { value: undefined, ci_low: undefined, ci_high: undefined };

/** Of `values`, none of which is left out: one that is undefined leaves no mean. */
export function measured(values: readonly (number | undefined)[]): Measured {
  if (values.length === 0 || values.some((value) => value === undefined)) return nothing;
  const known = values as readonly number[];
  const mean = known.reduce((sum, x) => sum + x, 0) / known.length;
  const interval = known.length >= INTERVAL_FROM ? meanInterval(known) : undefined;
  return { value: mean, ci_low: interval?.low, ci_high: interval?.high };
}

/** The middle one; of an even number the larger of the two in the middle. Undefined counts as larger than all. */
export function median(values: readonly (number | undefined)[]): number | undefined {
  const sorted = values.map((value) => value ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return middle === undefined || middle === Number.POSITIVE_INFINITY ? undefined : middle;
}

export function quantile(values: readonly number[], q: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)];
}

/** Ranks from 1, equal values sharing their mean rank. */
function ranks(values: readonly number[]): readonly number[] {
  return values.map((x) => {
    const below = values.filter((y) => y < x).length;
    const equal = values.filter((y) => y === x).length;
    return below + (equal + 1) / 2;
  });
}

/** Spearman's rank correlation, the correlation of the ranks. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const [ra, rb] = [ranks(a), ranks(b)];
  const mean = (a.length + 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [ra[i]! - mean, rb[i]! - mean];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}
