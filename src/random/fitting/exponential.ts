import { exp, log } from '../../numerics/elementary.ts';
import type { FitMethod } from './fit.ts';

/** 1 − e^−x for x ≥ 0; 0 below. */
export function exponentialCdf(x: number): number {
  return x <= 0 ? 0 : 1 - exp(-x);
}

/** Maximum likelihood: the mean of the sample. */
export const fitExponential: FitMethod = {
  distribution: 'exponential',
  method: 'maximum likelihood',
  estimate({ mean, values }) {
    if (values[0]! < 0 || mean <= 0) return undefined;
    return {
      parameters: { mean },
      logDensity: (x) => -log(mean) - x / mean,
      cdf: (x) => exponentialCdf(x / mean),
    };
  },
};
