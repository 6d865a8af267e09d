import { numberOption } from '../../base/options.ts';
import { log1p } from '../../numerics/elementary.ts';
import { defineDistribution } from './distribution.ts';

/** At least `shift`, and an exponential time on top: F(x) = 1 − exp(−(x − shift) / mean) for x > shift. */
export const shiftedExponential = defineDistribution({
  name: 'shifted-exponential',
  summary: 'A fixed part and a memoryless part on top of it.',
  reference: 'Lee et al., Speeding up distributed machine learning using codes, IEEE Trans. Inf. Theory 2018',
  options: {
    shift: numberOption({
      quantity: 'drawn',
      description: 'The fixed part, which is the lower bound of all draws.',
    }),
    mean: numberOption({
      quantity: 'drawn',
      description: 'Mean of the part on top; the expected value is shift + mean.',
      above: 0,
    }),
  },
  create: ({ shift, mean }) => ({
    mean: shift + mean,
    lowest: shift,
    reachesLowest: false,
    quantile: (u) => shift - mean * log1p(-u),
  }),
});
