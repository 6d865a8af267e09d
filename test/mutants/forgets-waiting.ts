import { TimeAccount } from '../../src/simulation/time-account.ts';
import { timeAddsUp, timeIsBookedRight } from '../laws/08-time-account.ts';
import { real } from '../laws/law.ts';
import { type Mutant, patched } from './mutant.ts';

const { spent } = TimeAccount.prototype;

/** Nobody gets paid for waiting. */
export const forgetsWaiting: Mutant = {
  wrong: 'the time for which a pull is parked is booked nowhere',
  subject: {
    ...real,
    simulate: (trial, options) =>
      patched(
        TimeAccount.prototype,
        {
          spent(this: TimeAccount, worker, now) {
            return { ...spent.call(this, worker, now), wait: 0 };
          },
        },
        () => real.simulate(trial, options),
      ),
  },
  breaks: [timeAddsUp, timeIsBookedRight],
};
