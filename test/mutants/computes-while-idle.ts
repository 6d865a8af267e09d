import { Activity, TimeAccount } from '../../src/simulation/time-account.ts';
import { timeIsBookedRight } from '../laws/08-time-account.ts';
import { real } from '../laws/law.ts';
import { type Mutant, patched } from './mutant.ts';

const { change } = TimeAccount.prototype;

/** A worker that has done its clocks looks busy. */
export const computesWhileIdle: Mutant = {
  wrong: 'a worker goes on computing in the books after its last clock',
  subject: {
    ...real,
    simulate: (trial, options) =>
      patched(
        TimeAccount.prototype,
        {
          change(this: TimeAccount, worker, activity, now) {
            change.call(this, worker, activity === Activity.idle ? Activity.computing : activity, now);
          },
        },
        () => real.simulate(trial, options),
      ),
  },
  breaks: [timeIsBookedRight],
};
