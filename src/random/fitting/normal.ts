import { log } from '../../numerics/elementary.ts';
import { normalCdf } from '../../numerics/special.ts';
import type { FitMethod } from './fit.ts';

/**
 * Mean and standard deviation of the sample, which is maximum likelihood for the whole bell curve. Only its positive part is drawn from, so the density is
 * divided by Φ(mean / sd); where that is far from 1 another distribution fits better anyway.
 */
export const fitNormal: FitMethod = {
  distribution: 'normal',
  method: 'moments',
  estimate({ mean, variance, values }) {
    const sd = Math.sqrt(variance);
    if (!(sd > 0) || values[0]! <= 0) return undefined;
    const positive = normalCdf(mean / sd);
    const below = 1 - positive;
    const whole = (z: number) => (z >= 0 ? normalCdf(z) : 1 - normalCdf(-z));
    return {
      parameters: { mean, sd },
      logDensity: (x) => {
        const z = (x - mean) / sd;
        return -(z * z) / 2 - log(sd * positive) - log(2 * Math.PI) / 2;
      },
      cdf: (x) => (whole((x - mean) / sd) - below) / positive,
    };
  },
};
