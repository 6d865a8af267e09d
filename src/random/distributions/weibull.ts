import { numberOption } from '../../base/options.ts';
import { log1p, pow } from '../../numerics/elementary.ts';
import { gammaFunction } from '../../numerics/special.ts';
import { defineDistribution } from './distribution.ts';

/** Time to a failure whose rate grows (shape > 1) or falls (shape < 1): F(x) = 1 − exp(−(x / scale)^shape). */
export const weibull = defineDistribution({
  name: 'weibull',
  summary: 'Shape 1 is exponential; below 1 the tail is heavier, above 1 lighter.',
  options: {
    shape: numberOption({ description: 'Exponent of the tail.', min: 0.1 }),
    scale: numberOption({
      quantity: 'drawn',
      description: 'The value below which 63.2% of the draws fall.',
      above: 0,
    }),
  },
  create: ({ shape, scale }) => ({
    mean: scale * gammaFunction(1 + 1 / shape),
    lowest: 0,
    reachesLowest: false,
    quantile: (u) => scale * pow(-log1p(-u), 1 / shape),
  }),
});
