import { average } from '../../src/optimizers/server/average.ts';
import { bspIsSgdOnTheUnion } from '../laws/03-sequential-sgd.ts';
import { constantIsAverage } from '../laws/04-equal-algorithms.ts';
import { type Mutant, withRule } from './mutant.ts';
import { plainAverage } from './plain-average.ts';

/** A mean that forgot to divide. */
export const averageSums: Mutant = {
  wrong: 'average adds the sum of the updates of a round, not their mean',
  subject: withRule({
    ...average,
    create: () => plainAverage((updates) => ({ updates, scale: 1 })),
  }),
  breaks: [bspIsSgdOnTheUnion, constantIsAverage],
};
