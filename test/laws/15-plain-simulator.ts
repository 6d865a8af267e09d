import fc from 'fast-check';
import { plainly } from '../oracle/plain-simulator.ts';
import { timingTrials, trials } from './arbitraries.ts';
import { demandSame } from './compare.ts';
import { lawOf } from './law.ts';

const plain = plainly();

/** Everything that sections 2 to 4 of the design say of the clockwork, at once. */
export const agreesWithPlain = lawOf(
  'the simulator agrees with a slow and obvious one, event for event and bit for bit',
  fc.oneof(trials(), timingTrials()),
  ({ simulate }, trial) => {
    const found = simulate(trial);
    const expected = plain(trial);
    demandSame(found.trace, expected.trace, 'the trace');
    // How many events the clockwork needs is its own affair.
    demandSame({ ...found.result, events: 0 }, { ...expected.result, events: 0 }, 'the result');
  },
);
