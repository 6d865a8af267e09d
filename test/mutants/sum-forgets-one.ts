import { sum } from '../../src/optimizers/server/sum.ts';
import { lockStepFindsTheOptimum } from '../laws/09-convergence.ts';
import { staysWithinRadius } from '../laws/09-radius.ts';
import { type Mutant, withRule } from './mutant.ts';

/** It finds the optimum of somebody else’s problem. */
export const sumForgetsOne: Mutant = {
  wrong: 'sum leaves out the updates of the last worker',
  subject: withRule({
    ...sum,
    create: (options, context) => {
      const right = sum.create(options as never, context);
      return {
        close: (parameters, held, view) => {
          const others = held.filter(({ worker }) => worker < context.workerCount - 1);
          right.close(parameters, others, view);
        },
      };
    },
  }),
  breaks: [lockStepFindsTheOptimum, staysWithinRadius],
  within: 1000,
};
