import standardQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { numberOption } from '../../base/options.ts';
import { normalCdf, normalDensity } from '../../numerics/special.ts';
import { defineDistribution } from './distribution.ts';

/**
 * A normal distribution of which only the positive part is used: draws ≤ 0 are drawn again. With z = mean / sd, accepted draws have
 * expected value mean + sd · φ(z) / Φ(z) (the mean of a normal variate given that it is positive).
 */
export const normal = defineDistribution({
  name: 'normal',
  summary: 'Normal; draws that are not above 0 are drawn again.',
  options: {
    mean: numberOption({
      quantity: 'drawn',
      description: 'Mean of the whole normal distribution; accepted draws have a slightly larger one.',
      min: 0,
    }),
    sd: numberOption({
      quantity: 'drawn',
      description: 'Standard deviation of the whole normal distribution.',
      min: 0,
    }),
  },
  contradiction: ({ mean, sd }) => (mean === 0 && sd === 0 ? 'mean and sd are both 0' : undefined),
  create: ({ mean, sd }) => ({
    mean: sd === 0 ? mean : mean + (sd * normalDensity(mean / sd)) / normalCdf(mean / sd),
    lowest: sd === 0 ? mean : 0,
    reachesLowest: sd === 0,
    quantile: (u) => mean + sd * standardQuantile(u, 0, 1),
    accepts: (value) => value > 0,
  }),
});
