import type { Finding, PointFacts } from './caveat.ts';

/** Clocks of the slowest worker from which on a time to the target tells of more than the start of a run. */
const ENOUGH_CLOCKS = 5;

/** Algorithms that reached the target so early that little of them has been seen. */
export function arrivalFindings({ point, groups }: PointFacts): readonly Finding[] {
  return groups.flatMap(({ algorithm, runs }): Finding[] => {
    const converged = runs.filter(({ result }) => result.status === 'converged');
    const value = Math.min(...converged.map(({ result }) => result.clocksMin));
    if (value >= ENOUGH_CLOCKS) return [];
    return [{ kind: value === 0 ? 'missing-pushes' : 'few-clocks', algorithm, point, value }];
  });
}
