import fc from 'fast-check';
import { timingTrials, trials, withFaults } from '../../src/testing/arbitraries/index.ts';
import {
  assertTimeAccounted,
  demandTimeAddsUp,
  demandTimeBookedRight,
} from '../../src/testing/assertions/time-accounted.ts';
import { lawOf } from './law.ts';

/** Law 8: whole nanoseconds, so nothing is lost to rounding. */
export const timeAddsUp = lawOf(
  'every nanosecond of a worker is computing, communicating, waiting, down or idle',
  fc.oneof(trials(), timingTrials()),
  ({ simulate }, trial) => demandTimeAddsUp(simulate(trial)),
);

/** Law 8: and each is booked where the trace says. */
export const timeIsBookedRight = lawOf(
  'what a worker is said to have spent its time on is what it was seen doing',
  fc.oneof(trials(), timingTrials()),
  ({ simulate }, trial) => demandTimeBookedRight(simulate(trial)),
);

/** Law 8, where workers crash and come late. */
export const timeAddsUpWithFaults = lawOf(
  'with faults, too, every nanosecond of a worker is booked once, and where it was seen',
  withFaults(fc.oneof(trials(), timingTrials())),
  ({ simulate }, trial) => assertTimeAccounted(simulate(trial)),
);
