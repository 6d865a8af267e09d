import { CONFIDENCE, type Estimate } from './interval.ts';

/**
 * The median of a sample and the interval between two of its order statistics, x_(l) to x_(n + 1 − l), with the largest l for
 * which it holds the true median with the confidence asked for whatever the distribution: 1 − 2 P(B < l) for B binomial with n trials of
 * probability ½ (David and Nagaraja, Order Statistics, 3rd ed., section 7.1). Values may be +Infinity: runs that never arrived. Up to 5 values have
 * no such interval of 95%.
 */
export function medianInterval(values: readonly number[], confidence = CONFIDENCE): Estimate | undefined {
  const n = values.length;
  if (n === 0) return undefined;
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const rank = medianRank(n, confidence);
  return {
    value: midpoint(sorted[Math.ceil(n / 2) - 1]!, sorted[Math.floor(n / 2)]!),
    low: rank === 0 ? undefined : sorted[rank - 1],
    high: rank === 0 ? undefined : sorted[n - rank],
  };
}

/** Infinity − Infinity is not a number, and two equal values are to give themselves. */
function midpoint(a: number, b: number): number {
  return a === b ? a : a / 2 + b / 2;
}

/** The largest l with 2 P(B < l) ≤ 1 − confidence, B binomial(n, ½); 0 where there is none. */
export function medianRank(n: number, confidence: number): number {
  const allowed = (1 - confidence) / 2;
  let below = 0;
  for (let l = 0; ; l++) {
    below += symmetricBinomial(n, l);
    if (below > allowed) return l;
  }
}

/** C(n, k) / 2^n, each factor of the coefficient halved where it is multiplied so that nothing overflows. */
function symmetricBinomial(n: number, k: number): number {
  let probability = 1;
  let halvings = n;
  for (let i = 1; i <= k; i++) {
    probability *= (n - k + i) / i;
    for (; probability > 1 && halvings > 0; halvings--) probability /= 2;
  }
  for (; halvings > 0 && probability > 0; halvings--) probability /= 2;
  return probability;
}
