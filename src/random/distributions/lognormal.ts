import standardQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { numberOption } from '../../base/options.ts';
import { exp } from '../../numerics/elementary.ts';
import { defineDistribution } from './distribution.ts';

/** A value whose logarithm is normal: median · exp(σ Z) with Z standard normal. Its mean is median · exp(σ² / 2). */
export const lognormal = defineDistribution({
  name: 'lognormal',
  summary: 'The logarithm is normal: many factors multiply.',
  options: {
    median: numberOption({ quantity: 'drawn', description: 'Half of the draws are below it.', above: 0 }),
    sigma: numberOption({ description: 'Standard deviation of the natural logarithm.', min: 0, max: 10 }),
  },
  create: ({ median, sigma }) => ({
    mean: median * exp((sigma * sigma) / 2),
    lowest: sigma === 0 ? median : 0,
    reachesLowest: sigma === 0,
    quantile: (u) => median * exp(sigma * standardQuantile(u, 0, 1)),
  }),
});
