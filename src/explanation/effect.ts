import { costOf, hasArrived } from '../studies/goal.ts';
import type { Estimate } from '../studies/statistics/interval.ts';
import { positiveMeanInterval } from '../studies/statistics/mean-interval.ts';
import { type Pair, pairedRatio } from '../studies/statistics/paired-ratio.ts';
import type { FinishedRun } from '../studies/study-result.ts';

/** What a change does to the time to the target; where there is no target, to the time per update. */
export interface Effect {
  readonly name: string;
  readonly n: number;
  /** Runs that arrived: reached the target, or where there is none, went to their limit. */
  readonly arrived: number;
  /** How many times as long as without the change, over pairs of runs with the same chance; undefined unless all of both arrived. */
  readonly ratio: Estimate | undefined;
  /** Seconds, in the mean; undefined unless all arrived. */
  readonly cost: Estimate | undefined;
}

/** Compares runs with and without a change, replication by replication. */
export function effectOf(
  name: string,
  base: readonly FinishedRun[],
  changed: readonly FinishedRun[],
): Effect {
  const pairs = changed.map((run, k): Pair => [costOf(run), costOf(base[k]!)]);
  const arrived = changed.filter(hasArrived).length;
  return {
    name,
    n: changed.length,
    arrived,
    ratio: pairedRatio(pairs),
    cost: arrived === changed.length ? positiveMeanInterval(changed.map(costOf)) : undefined,
  };
}

/** The changes that save most come first; then those whose effect is not known, by whether they arrived. */
export function ranked(effects: readonly Effect[]): readonly Effect[] {
  const place = ({ ratio, arrived, n }: Effect) => ratio?.value ?? (arrived === n ? 1e300 : Infinity);
  return [...effects].sort((a, b) => {
    const [first, second] = [place(a), place(b)];
    return first < second ? -1 : first > second ? 1 : 0;
  });
}
