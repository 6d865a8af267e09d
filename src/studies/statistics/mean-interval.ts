import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { CompensatedSum } from '../../numerics/compensated-sum.ts';
import { CONFIDENCE, type Estimate } from './interval.ts';

/**
 * The mean of a sample and Student's interval around it, x̄ ± t · s / √n with t the quantile of n − 1 degrees of freedom and
 * s² = Σ (x − x̄)² / (n − 1) (Student, Biometrika 1908). One value has a mean and no interval; no value has neither.
 */
export function meanInterval(values: readonly number[], confidence = CONFIDENCE): Estimate | undefined {
  const n = values.length;
  if (n === 0) return undefined;
  const value = sumOf(values) / n;
  if (n === 1) return { value, low: undefined, high: undefined };
  const variance = sumOf(values.map((x) => (x - value) * (x - value))) / (n - 1);
  const half = studentQuantile((1 + confidence) / 2, n - 1) * Math.sqrt(variance / n);
  return { value, low: value - half, high: value + half };
}

function sumOf(values: readonly number[]): number {
  const sum = new CompensatedSum();
  for (const value of values) sum.add(value);
  return sum.value;
}
