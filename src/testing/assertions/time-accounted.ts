import { demand, demandSame } from '../compare.ts';
import { timeSpent } from '../time-spent.ts';
import type { Outcome } from '../trial.ts';

/**
 * Every nanosecond of every worker is computing, communicating, waiting, down or idle: they add up to the run's time, and each is
 * what the worker was seen doing.
 */
export function assertTimeAccounted(run: Outcome): void {
  demandTimeAddsUp(run);
  demandTimeBookedRight(run);
}

/** Whole nanoseconds, so nothing is lost to rounding. */
export function demandTimeAddsUp({ result: { workers, time } }: Outcome): void {
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

/** Each is booked where the trace says. */
export function demandTimeBookedRight({ result, trace }: Outcome): void {
  result.workers.forEach(({ compute, communicate, wait, down, idle }, worker) => {
    const seen = timeSpent(trace, worker, result.servers.length, result.time);
    demandSame({ compute, communicate, wait, down, idle }, seen, `the time of worker ${worker}`);
  });
}
