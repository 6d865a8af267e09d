import type { AlgorithmSpec } from '../../scenarios/scenario.ts';
import { demand } from '../compare.ts';
import type { Run } from '../run.ts';
import type { Outcome } from '../trial.ts';

/** A lead in clocks: a constant, or the lead that an algorithm with its options allows to a worker that starts `clock`. */
export type Bound = number | ((clock: number, algorithm: AlgorithmSpec) => number);

/**
 * Asserts that no worker starts a clock more than `bound` ahead of the slowest: c − min(clocks finished) ≤ bound for a worker that
 * starts clock c.
 */
export function assertNeverAhead(bound: Bound): (run: Run) => void {
  return (run) => {
    const { algorithm } = run;
    demandNeverAhead(run, (clock) => (typeof bound === 'number' ? bound : bound(clock, algorithm)));
  };
}

/** @throws LawBroken where a worker starts a clock with a lead of more than `boundAt(clock)`. */
export function demandNeverAhead({ trace, result }: Outcome, boundAt: (clock: number) => number): void {
  const finished = new Array<number>(result.workers.length).fill(0);
  for (const { event, time } of trace) {
    if (event.kind === 'clock-finished') finished[event.worker]! += 1;
    if (event.kind !== 'clock-started') continue;
    const { worker, clock } = event;
    const lead = clock - Math.min(...finished);
    const bound = boundAt(clock);
    demand(
      lead <= bound,
      () => `worker ${worker} leads by ${lead} > ${bound} at ${time} ns, as it starts clock ${clock}`,
    );
  }
}
