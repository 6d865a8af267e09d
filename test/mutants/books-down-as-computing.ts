import { Activity, TimeAccount } from '../../src/simulation/time-account.ts';
import { timeAddsUpWithFaults } from '../laws/08-time-account.ts';
import { real } from '../laws/law.ts';
import { type Mutant, patched } from './mutant.ts';

const { change } = TimeAccount.prototype;

/** A worker that has crashed looks busy. */
export const booksDownAsComputing: Mutant = {
  wrong: 'a worker that is down goes on computing in the books',
  subject: {
    ...real,
    simulate: (trial, options) =>
      patched(
        TimeAccount.prototype,
        {
          change(this: TimeAccount, worker, activity, now) {
            change.call(this, worker, activity === Activity.down ? Activity.computing : activity, now);
          },
        },
        () => real.simulate(trial, options),
      ),
  },
  breaks: [timeAddsUpWithFaults],
};
