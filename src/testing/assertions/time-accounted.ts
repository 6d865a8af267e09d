import { demand, demandSame } from '../compare.ts';
import { timeSpent } from '../time-spent.ts';
import type { Outcome } from '../trial.ts';

/**
 * Asserts that every nanosecond of every worker is computing, communicating, waiting, down or idle: they add up to the run's time, and
 * each agrees with the trace.
 */
export function assertTimeAccounted(run: Outcome): void {
  demandTimeAddsUp(run);
  demandTimeBookedRight(run);
}

/** The times are whole nanoseconds, so that the sums are exact. */
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

/** Compares each time with the trace. */
export function demandTimeBookedRight({ result, trace }: Outcome): void {
  result.workers.forEach(({ compute, communicate, wait, down, idle }, worker) => {
    const seen = timeSpent(trace, worker, result.servers.length, result.time);
    demandSame({ compute, communicate, wait, down, idle }, seen, `the time of worker ${worker}`);
  });
}
