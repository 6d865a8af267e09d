import { constant } from '../../src/optimizers/server/constant.ts';
import { constantIsAverage } from '../laws/04-equal-algorithms.ts';
import { type Mutant, withRule } from './mutant.ts';

/** Divided by M twice. */
export const constantOverSquare: Mutant = {
  wrong: 'λ is 1/M² by default',
  subject: withRule({
    ...constant,
    create: (options, context) => {
      const { lambda = 1 / context.workerCount ** 2 } = options as { lambda?: number };
      return constant.create({ lambda }, context);
    },
  }),
  breaks: [constantIsAverage],
};
