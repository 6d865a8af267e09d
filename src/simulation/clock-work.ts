import type { AlgorithmSpec } from '../scenarios/scenario.ts';
import { workSeconds } from './compute-cost.ts';
import { firstClock, type Prepared } from './prepare.ts';
import { scaleOf } from './scale.ts';

/** How many seconds clocks take on the reference machine, as a run goes on. */
export interface ClockWork {
  /** Of a clock of `worker` that starts now. */
  of(worker: number, clock: number): number;
  /** Examples change hands. */
  move(from: number, to: number, count: number): void;
}

/** The work of the clocks of an algorithm. `prepared`: with its own system, if it has one. */
export function clockWorkOf({ scenario, workload }: Prepared, { reassign }: AlgorithmSpec): ClockWork {
  const { workload: spec } = scenario;
  if (!workload || !('data' in spec)) {
    const { work } = firstClock(scenario, workload, 0);
    return { of: () => work, move: () => {} };
  }
  const { cost } = scaleOf(spec.computeTime, spec.scale);
  const dealing = reassign && workload.deal?.();
  const { workers } = dealing ?? workload;
  return {
    of: (worker, clock) => workSeconds(cost, workers[worker]!.plan(clock)),
    move: (from, to, count) => dealing?.move(from, to, count),
  };
}
