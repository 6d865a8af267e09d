import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { CompensatedSum } from '../../numerics/compensated-sum.ts';
import { exp } from '../../numerics/elementary.ts';
import { CONFIDENCE, type Estimate } from './interval.ts';

/**
 * The mean of a sample and Student's interval around it, x̄ ± t · s / √n with t the quantile of n − 1 degrees of freedom and
 * s² = Σ (x − x̄)² / (n − 1) (Student, Biometrika 1908). One value has a mean and no interval; no value has neither. For values that may be negative: such as
 * logarithms.
 */
export function meanInterval(values: readonly number[], confidence = CONFIDENCE): Estimate | undefined {
  const half = halfWidth(values, confidence);
  return aroundMean(values, (value) => ({ low: value - half, high: value + half }));
}

/** Half the width of Student's interval: t · s / √n; 0 where there are fewer than two values. */
export function halfWidth(values: readonly number[], confidence = CONFIDENCE): number {
  const n = values.length;
  if (n < 2) return 0;
  const mean = sumOf(values) / n;
  const variance = sumOf(values.map((x) => (x - mean) * (x - mean))) / (n - 1);
  return studentQuantile((1 + confidence) / 2, n - 1) * Math.sqrt(variance / n);
}

/** The mean with the bounds of its interval, where there are values enough for one. */
function aroundMean(
  values: readonly number[],
  boundsOf: (mean: number) => { readonly low: number; readonly high: number },
): Estimate | undefined {
  const n = values.length;
  if (n === 0) return undefined;
  const value = sumOf(values) / n;
  return n === 1 ? { value, low: undefined, high: undefined } : { value, ...boundsOf(value) };
}

/**
 * The mean of values that are never negative (times, counts, costs), with Student's interval around its logarithm: x̄ · exp(± h), h = t · s / (x̄ √n), where
 * s / (x̄ √n) is the standard error of log x̄ to first order. It is never negative, and reaches further up than down, as skewed samples ask for.
 */
export function positiveMeanInterval(
  values: readonly number[],
  confidence = CONFIDENCE,
): Estimate | undefined {
  const half = halfWidth(values, confidence);
  return aroundMean(values, (value) => {
    const factor = value === 0 ? 1 : exp(half / value);
    return { low: value / factor, high: value * factor };
  });
}

/**
 * The mean of shares, which lie between 0 and 1, with Student's interval around the logarithm of its odds p / (1 − p): the standard error of that is
 * s / (p (1 − p) √n) to first order. It stays between 0 and 1.
 */
export function shareInterval(values: readonly number[], confidence = CONFIDENCE): Estimate | undefined {
  const half = halfWidth(values, confidence);
  return aroundMean(values, (value) => {
    if (half === 0) return { low: value, high: value };
    const odds = value / (1 - value);
    const factor = exp(half / (value * (1 - value)));
    const shareOf = (x: number) => 1 / (1 + 1 / x);
    return { low: shareOf(odds / factor), high: shareOf(odds * factor) };
  });
}

function sumOf(values: readonly number[]): number {
  const sum = new CompensatedSum();
  for (const value of values) sum.add(value);
  return sum.value;
}
