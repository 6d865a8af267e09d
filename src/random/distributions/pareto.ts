import { numberOption } from '../../base/options.ts';
import { pow } from '../../numerics/elementary.ts';
import { defineDistribution } from './distribution.ts';

/** A power-law tail: F(x) = 1 − (scale / x)^shape for x ≥ scale. With shape ≤ 1 its mean is infinite. */
export const pareto = defineDistribution({
  name: 'pareto',
  summary: 'A power-law tail: mostly near `scale`, occasionally far above.',
  options: {
    shape: numberOption({ description: 'Tail exponent; the smaller, the heavier the tail.', min: 0.1 }),
    scale: numberOption({ quantity: 'drawn', description: 'Nothing below it is drawn.', above: 0 }),
  },
  create: ({ shape, scale }) => ({
    mean: shape > 1 ? (shape * scale) / (shape - 1) : Number.POSITIVE_INFINITY,
    lowest: scale,
    reachesLowest: true,
    quantile: (u) => scale * pow(1 - u, -1 / shape),
  }),
});
