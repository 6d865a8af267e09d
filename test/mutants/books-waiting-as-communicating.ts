import { TimeAccount } from '../../src/simulation/time-account.ts';
import { timeIsBookedRight } from '../laws/08-time-account.ts';
import { real } from '../laws/law.ts';
import { type Mutant, patched } from './mutant.ts';

/** The sum is right. */
export const booksWaitingAsCommunicating: Mutant = {
  wrong: 'the time for which a pull is parked counts as communicating',
  subject: {
    ...real,
    simulate: (trial, options) =>
      patched(TimeAccount.prototype, { park: () => {}, release: () => {} }, () =>
        real.simulate(trial, options),
      ),
  },
  breaks: [timeIsBookedRight],
};
