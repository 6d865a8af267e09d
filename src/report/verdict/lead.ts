import { costOf } from '../../studies/goal.ts';
import { confidenceOf } from '../../studies/replications.ts';
import type { Estimate } from '../../studies/statistics/interval.ts';
import { type Pair, pairedRatio } from '../../studies/statistics/paired-ratio.ts';
import type { AlgorithmRuns, AlgorithmSummary } from '../../studies/study-summary.ts';

/** How many times as fast one algorithm is as another at its point, in the runs of the same replications. */
export function leadOver(
  groups: readonly AlgorithmRuns[],
  one: AlgorithmSummary,
  other: AlgorithmSummary,
): Estimate | undefined {
  const runsOf = ({ point, algorithm }: AlgorithmSummary) =>
    groups.find((group) => group.point === point && group.algorithm === algorithm)?.runs ?? [];
  const partners = new Map(runsOf(other).map((run) => [run.plan.replication, run]));
  const pairs = runsOf(one).flatMap((run): Pair[] => {
    const partner = partners.get(run.plan.replication);
    return partner ? [[costOf(partner), costOf(run)]] : [];
  });
  return pairedRatio(pairs, confidenceOf(one.point.scenario.replications));
}
