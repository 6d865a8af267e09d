import fc from 'fast-check';
import { timeSpent } from '../oracle/plain-time.ts';
import { timingTrials, trials, withFaults } from './arbitraries.ts';
import { demand, demandSame } from './compare.ts';
import { lawOf, type Subject } from './law.ts';
import type { Trial } from './trial.ts';

const anyTrials = fc.oneof(trials(), timingTrials());

/** Law 8: whole nanoseconds, so nothing is lost to rounding. */
export const timeAddsUp = lawOf(
  'every nanosecond of a worker is computing, communicating, waiting, down or idle',
  anyTrials,
  demandTimeAddsUp,
);

/** Law 8: and each is booked where the trace says. */
export const timeIsBookedRight = lawOf(
  'what a worker is said to have spent its time on is what it was seen doing',
  anyTrials,
  demandTimeIsBookedRight,
);

/** Law 8, where workers crash and come late. */
export const timeAddsUpWithFaults = lawOf(
  'with faults, too, every nanosecond of a worker is booked once, and where it was seen',
  withFaults(anyTrials),
  (subject, trial) => {
    demandTimeAddsUp(subject, trial);
    demandTimeIsBookedRight(subject, trial);
  },
);

function demandTimeAddsUp({ simulate }: Subject, trial: Trial): void {
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
}

function demandTimeIsBookedRight({ simulate }: Subject, trial: Trial): void {
  const { result, trace } = simulate(trial);
  result.workers.forEach(({ compute, communicate, wait, down, idle }, worker) => {
    const seen = timeSpent(trace, worker, trial.scenario.cluster.servers.count, result.time);
    demandSame({ compute, communicate, wait, down, idle }, seen, `the time of worker ${worker}`);
  });
}
