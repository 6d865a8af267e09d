import { numberOption } from '../../base/options.ts';
import { defineDistribution } from './distribution.ts';

/** One of two values. Its quantile function gives the smaller one for small u. */
export const bernoulli = defineDistribution({
  name: 'bernoulli',
  summary: 'One value with probability p, another otherwise.',
  options: {
    p: numberOption({ quantity: 'ratio', description: 'Probability of `value`.', min: 0, max: 1 }),
    value: numberOption({ quantity: 'drawn', description: 'Drawn with probability p.' }),
    otherwise: numberOption({ quantity: 'drawn', description: 'Drawn with probability 1 − p.' }),
  },
  create: ({ p, value, otherwise }) => {
    const [low, high, probabilityOfLow] =
      value < otherwise ? [value, otherwise, p] : [otherwise, value, 1 - p];
    return {
      mean: p * value + (1 - p) * otherwise,
      lowest: probabilityOfLow > 0 ? low : high,
      reachesLowest: true,
      quantile: (u) => (u <= probabilityOfLow ? low : high),
    };
  },
});
