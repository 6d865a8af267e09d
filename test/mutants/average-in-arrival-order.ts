import { average } from '../../src/optimizers/server/average.ts';
import { bspIsTimeless } from '../laws/02-bsp-is-timeless.ts';
import { type Mutant, withRule } from './mutant.ts';
import { plainAverage } from './plain-average.ts';

/** Right to rounding, and different on every cluster. */
export const averageInArrivalOrder: Mutant = {
  wrong: 'average adds up the updates in the order in which they came',
  subject: withRule({
    ...average,
    create: (_, context) => plainAverage(context, (updates) => ({ updates, scale: 1 / updates.length })),
  }),
  breaks: [bspIsTimeless],
};
