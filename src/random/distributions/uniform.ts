import { numberOption } from '../../base/options.ts';
import { defineDistribution } from './distribution.ts';

/** Every value between two bounds is equally likely: F(x) = (x − min) / (max − min). */
export const uniform = defineDistribution({
  name: 'uniform',
  summary: 'Every value between two bounds is equally likely.',
  options: {
    min: numberOption({ quantity: 'drawn', description: 'Lower bound.' }),
    max: numberOption({ quantity: 'drawn', description: 'Upper bound.' }),
  },
  contradiction: ({ min, max }) => (min > max ? `min ${min} is above max ${max}` : undefined),
  create: ({ min, max }) => ({
    mean: (min + max) / 2,
    lowest: min,
    reachesLowest: min === max,
    quantile: (u) => min + (max - min) * u,
  }),
});
