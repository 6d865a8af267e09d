import { average } from '../../src/optimizers/server/average.ts';
import { bspIsSgdOnTheUnion } from '../laws/03-sequential-sgd.ts';
import { constantIsAverage } from '../laws/04-equal-algorithms.ts';
import { lockStepFindsTheOptimum } from '../laws/09-convergence.ts';
import { type Mutant, withRule } from './mutant.ts';
import { plainAverage } from './plain-average.ts';

/** The backup workers of Chen et al. 2016, where nobody asked for them. */
export const averageForgetsOne: Mutant = {
  wrong: 'average leaves out the update of the last worker',
  subject: withRule({
    ...average,
    create: () =>
      plainAverage((round) => {
        const updates = round.length > 1 ? round.slice(0, -1) : round;
        return { updates, scale: 1 / updates.length };
      }),
  }),
  breaks: [bspIsSgdOnTheUnion, constantIsAverage, lockStepFindsTheOptimum],
};
