import { log } from '../../numerics/elementary.ts';
import { fitExponential } from './exponential.ts';
import type { Fit, FitMethod, Sample } from './fit.ts';
import { fitGamma } from './gamma.ts';
import { fitLognormal } from './lognormal.ts';
import { fitNormal } from './normal.ts';
import { fitPareto } from './pareto.ts';
import { fitShiftedExponential } from './shifted-exponential.ts';
import { fitUniform } from './uniform.ts';
import { fitWeibull } from './weibull.ts';

/** Every distribution that can be fitted. */
export const fitMethods: readonly FitMethod[] = [
  fitExponential,
  fitShiftedExponential,
  fitNormal,
  fitLognormal,
  fitGamma,
  fitWeibull,
  fitPareto,
  fitUniform,
];

/** A fitted distribution and how well it fits. */
export interface RatedFit extends Fit {
  readonly distribution: string;
  readonly method: string;
  /** Kolmogorov–Smirnov distance: the largest difference between F and the part of the sample that is not above x. */
  readonly distance: number;
  /** Akaike's criterion 2p − 2 Σ log f(x) for p parameters; the smaller, the better. */
  readonly aic: number;
}

/**
 * All distributions that can have given the `values`, the nearest by Kolmogorov and Smirnov's distance first; none where all values are equal. Akaike's
 * criterion would favour those whose bounds are taken from the sample (uniform, pareto, shifted-exponential), for which it does not hold.
 */
export function fitAll(values: ArrayLike<number>): readonly RatedFit[] {
  const sample = sampleOf(values);
  return fitMethods
    .flatMap(({ distribution, method, estimate }) => {
      const found = estimate(sample);
      return found ? [{ distribution, method, ...found, ...goodnessOf(found, sample) }] : [];
    })
    .filter(({ aic, distance }) => Number.isFinite(aic) && Number.isFinite(distance))
    .sort((a, b) => a.distance - b.distance);
}

function sampleOf(given: ArrayLike<number>): Sample {
  const values = Float64Array.from(given).sort();
  const n = values.length;
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  return {
    values,
    mean,
    variance: values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / n,
    meanLog: values.reduce((sum, x) => sum + log(x), 0) / n,
  };
}

function goodnessOf(
  { parameters, cdf, logDensity }: Fit,
  { values, variance }: Sample,
): Pick<RatedFit, 'distance' | 'aic'> {
  const n = values.length;
  let distance = 0;
  let logLikelihood = 0;
  for (const [i, x] of values.entries()) {
    const f = cdf(x);
    distance = Math.max(distance, (i + 1) / n - f, f - i / n);
    logLikelihood += logDensity(x);
  }
  const aic = variance > 0 ? 2 * Object.keys(parameters).length - 2 * logLikelihood : Number.NaN;
  return { distance, aic };
}
