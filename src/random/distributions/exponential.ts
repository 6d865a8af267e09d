import { numberOption } from '../../base/options.ts';
import { log1p } from '../../numerics/elementary.ts';
import { defineDistribution } from './distribution.ts';

/** Times between events that happen at a constant rate: F(x) = 1 − exp(−x / mean). */
export const exponential = defineDistribution({
  name: 'exponential',
  summary: 'Memoryless, with the given mean.',
  options: { mean: numberOption({ quantity: 'drawn', description: 'Expected value.', above: 0 }) },
  create: ({ mean }) => ({
    mean,
    lowest: 0,
    reachesLowest: false,
    quantile: (u) => -mean * log1p(-u),
  }),
});
