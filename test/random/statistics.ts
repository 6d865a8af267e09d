/**
 * Kolmogorov–Smirnov distance between a sample and a distribution function, times √n. If the sample is from the distribution it is
 * above 1.95 once in a thousand samples (Kolmogorov's limit 2 exp(−2 x²) = 0.001).
 */
export function kolmogorovSmirnov(sample: readonly number[], cdf: (x: number) => number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  const n = sorted.length;
  let distance = 0;
  sorted.forEach((x, k) => {
    const f = cdf(x);
    distance = Math.max(distance, (k + 1) / n - f, f - k / n);
  });
  return distance * Math.sqrt(n);
}

/** Above this a Kolmogorov–Smirnov statistic is a thousand to one against chance. */
export const KS_LIMIT = 1.95;

/**
 * Pearson's χ² of counts against equal expectations, as a number of standard deviations of its normal limit: about N(0, 1) for many
 * cells, so that 4 is one in thirty thousand.
 */
export function chiSquareScore(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  return (chiSquare - freedom) / Math.sqrt(2 * freedom);
}

/** Sample correlation of pairs, times √n: about N(0, 1) for independent ones. */
export function correlationScore(xs: readonly number[], ys: readonly number[]): number {
  const n = xs.length;
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / n;
  const mx = mean(xs);
  const my = mean(ys);
  let covariance = 0;
  let vx = 0;
  let vy = 0;
  for (let k = 0; k < n; k++) {
    covariance += (xs[k]! - mx) * (ys[k]! - my);
    vx += (xs[k]! - mx) ** 2;
    vy += (ys[k]! - my) ** 2;
  }
  return (covariance / Math.sqrt(vx * vy)) * Math.sqrt(n);
}

/** ∫ f from a to b by Simpson's rule with `cells` (even) cells. */
export function integral(f: (x: number) => number, a: number, b: number, cells = 2000): number {
  const step = (b - a) / cells;
  let sum = f(a) + f(b);
  for (let k = 1; k < cells; k++) sum += f(a + k * step) * (k % 2 === 1 ? 4 : 2);
  return (sum * step) / 3;
}
