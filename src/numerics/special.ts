import { exp, log } from './elementary.ts';

const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

/** Density of the standard normal distribution, φ(x) = exp(−x²/2) / √(2π). */
export function normalDensity(x: number): number {
  return exp((-x * x) / 2) / SQRT_TWO_PI;
}

/**
 * Standard normal distribution function for x ≥ 0: Φ(x) = 1/2 + φ(x) · (x + x³/3 + x⁵/(3·5) + …), all terms positive
 * (Marsaglia, "Evaluating the normal distribution", J. Stat. Software 2004).
 */
export function normalCdf(x: number): number {
  if (x > 9) return 1;
  let term = x;
  let sum = 0;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    sum += term;
    term *= (x * x) / odd;
  }
  return 0.5 + normalDensity(x) * sum;
}

/** Coefficients B_2k / (2k (2k − 1)) of Stirling's series. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/**
 * Γ(x) for x > 0, to a relative error of about 1e-14 · max(1, x): the recurrence Γ(x) = Γ(x + 1) / x lifts x above 10, where
 * Stirling's series ends below the rounding. Infinity beyond 171.6.
 */
export function gammaFunction(x: number): number {
  let divisor = 1;
  let lifted = x;
  for (; lifted < 10; lifted++) divisor *= lifted;
  let correction = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) correction = correction / (lifted * lifted) + STIRLING[k]!;
  const logarithm = (lifted - 0.5) * log(lifted) - lifted + correction / lifted;
  return (SQRT_TWO_PI * exp(logarithm)) / divisor;
}

/** ψ(x), the derivative of log Γ, for x > 0: ψ(x) = ψ(x + 1) − 1/x lifts x above 10, where the asymptotic series ends below the rounding. */
export function digamma(x: number): number {
  let value = 0;
  let lifted = x;
  for (; lifted < 10; lifted++) value -= 1 / lifted;
  const r = 1 / (lifted * lifted);
  const series =
    r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r * (1 / 132 - r * (691 / 32760))))));
  return value + log(lifted) - 1 / (2 * lifted) - series;
}

/** ψ′(x) for x > 0, by the same method. */
export function trigamma(x: number): number {
  let value = 0;
  let lifted = x;
  for (; lifted < 10; lifted++) value += 1 / (lifted * lifted);
  const r = 1 / (lifted * lifted);
  const series = r * (1 / 6 - r * (1 / 30 - r * (1 / 42 - r * (1 / 30 - r * (5 / 66 - r * (691 / 2730))))));
  return value + 1 / lifted + r / 2 + series / lifted;
}
