import { constant } from '../../src/optimizers/server/constant.ts';
import { constantOneIsSum } from '../laws/04-equal-algorithms.ts';
import { type Mutant, withRule } from './mutant.ts';

/** The option is read by nobody. */
export const constantIgnoresLambda: Mutant = {
  wrong: 'λ is 1/M whatever the scenario says',
  subject: withRule({ ...constant, create: (_, context) => constant.create({ lambda: undefined }, context) }),
  breaks: [constantOneIsSum],
};
