import fc from 'fast-check';
import { timeSpent } from '../../src/testing/time-spent.ts';
import { timingTrials, trials } from '../../src/testing/arbitraries/index.ts';
import { demand, demandSame } from '../../src/testing/compare.ts';
import { lawOf } from './law.ts';

/** Law 8: whole nanoseconds, so nothing is lost to rounding. */
export const timeAddsUp = lawOf(
  'every nanosecond of a worker is computing, communicating, waiting, down or idle',
  fc.oneof(trials(), timingTrials()),
  ({ simulate }, trial) => {
    const { workers, time } = simulate(trial).result;
    workers.forEach(({ compute, communicate, wait, down, idle }, worker) => {
      const parts = [compute, communicate, wait, down, idle];
      demand(
        parts.every((part) => Number.isSafeInteger(part) && part >= 0),
        () => `worker ${worker} spent ${parts.join(', ')} ns`,
      );
      const sum = compute + communicate + wait + down + idle;
      demand(sum === time, () => `worker ${worker}: ${parts.join(' + ')} = ${sum} of ${time} ns`);
    });
  },
);

/** Law 8: and each is booked where the trace says. */
export const timeIsBookedRight = lawOf(
  'what a worker is said to have spent its time on is what it was seen doing',
  fc.oneof(trials(), timingTrials()),
  ({ simulate }, trial) => {
    const { result, trace } = simulate(trial);
    result.workers.forEach(({ compute, communicate, wait, down, idle }, worker) => {
      const seen = timeSpent(trace, worker, trial.scenario.cluster.servers.count, result.time);
      demandSame({ compute, communicate, wait, down, idle }, seen, `the time of worker ${worker}`);
    });
  },
);
