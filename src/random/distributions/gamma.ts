import gammaQuantile from '@stdlib/stats-base-dists-gamma-quantile';
import { numberOption } from '../../base/options.ts';
import { pow } from '../../numerics/elementary.ts';
import { gammaFunction } from '../../numerics/special.ts';
import { defineDistribution } from './distribution.ts';

/** Below this, F(x) = x^shape / Γ(shape + 1) up to a few last bits, since the next term is x times smaller. */
const TINY = 1e-17;

/**
 * The sum of `shape` exponential times of mean `scale`, for any real shape. The library that computes quantiles takes a rate instead of
 * a scale, and returns 0 for quantiles below about 1e-38, which matters for shapes below 1/2; there the first term of the series is exact.
 */
export const gamma = defineDistribution({
  name: 'gamma',
  summary: 'A sum of exponential times; shape 1 is exponential.',
  options: {
    shape: numberOption({
      description: 'Number of exponential times that are added up.',
      min: 0.1,
      max: 1e6,
    }),
    scale: numberOption({ quantity: 'drawn', description: 'Mean of each of them.', above: 0 }),
  },
  create: ({ shape, scale }) => {
    const factor = gammaFunction(shape + 1);
    return {
      mean: shape * scale,
      lowest: 0,
      reachesLowest: false,
      quantile: (u) => {
        const small = shape < 1 ? pow(u * factor, 1 / shape) : 1;
        return scale * (small < TINY ? small : gammaQuantile(u, shape, 1));
      },
    };
  },
});
