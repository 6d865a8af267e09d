import { average } from '../../src/optimizers/server/average.ts';
import { bspIsTimeless } from '../laws/02-bsp-is-timeless.ts';
import { bspIsSgdOnTheUnion } from '../laws/03-sequential-sgd.ts';
import { constantIsAverage } from '../laws/04-equal-algorithms.ts';
import { lockStepFindsTheOptimum } from '../laws/09-convergence.ts';
import { type Mutant, withRule } from './mutant.ts';
import { plainAverage } from './plain-average.ts';

/** The backup workers of Chen et al. 2016, where nobody asked for them. */
export const averageForgetsOne: Mutant = {
  wrong: 'average leaves out the update that came last',
  subject: withRule({
    ...average,
    create: (_, context) =>
      plainAverage(context, (round) => {
        const updates = round.length > 1 ? round.slice(0, -1) : round;
        return { updates, scale: 1 / updates.length };
      }),
  }),
  breaks: [bspIsTimeless, bspIsSgdOnTheUnion, constantIsAverage, lockStepFindsTheOptimum],
};
