import { workSeconds } from './compute-cost.ts';
import { firstClock, type Prepared } from './prepare.ts';
import { scaleOf } from './scale.ts';

/** Says of every clock of a worker how many seconds its mini-batches take on the reference machine. */
export function workOfClocks({ scenario, workload }: Prepared): (worker: number, clock: number) => number {
  const { workload: spec } = scenario;
  if (!workload || !('data' in spec)) {
    const { work } = firstClock(scenario, workload, 0);
    return () => work;
  }
  const { cost } = scaleOf(spec.computeTime, spec.scale);
  return (worker, clock) => workSeconds(cost, workload.workers[worker]!.plan(clock));
}
