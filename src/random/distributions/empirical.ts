import { listOption } from '../../base/options.ts';
import { defineDistribution } from './distribution.ts';

/** Measured values, each equally likely: `{ empirical: [1, 1, 1.2, 4] }`. */
export const empirical = defineDistribution({
  name: 'empirical',
  summary: 'One of the listed values, each equally likely.',
  options: { values: listOption({ quantity: 'drawn', description: 'The measured values.', minLength: 1 }) },
  create: ({ values }) => {
    const sorted = [...values].sort((a, b) => a - b);
    return {
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      lowest: sorted[0]!,
      reachesLowest: true,
      quantile: (u) => sorted[Math.ceil(u * sorted.length) - 1]!,
    };
  },
});
