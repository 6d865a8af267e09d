import { hasArrived, secondsPerUpdate, secondsToGoal } from '../studies/goal.ts';
import type { Estimate } from '../studies/statistics/interval.ts';
import { type Pair, pairedRatio } from '../studies/statistics/paired-ratio.ts';
import type { FinishedRun } from '../studies/study-result.ts';

/**
 * Why one algorithm is faster than another: T = (T / updates) · updates, so that log T₁/T₂ is the sum of the logarithms of a ratio of times per
 * update (hardware efficiency) and of a ratio of updates (statistical efficiency).
 */
export interface EfficiencySplit {
  readonly algorithm: string;
  /** What it is compared with: the first that is listed. */
  readonly base: string;
  /** Replications in which both arrived; over those the ratios are taken. */
  readonly n: number;
  readonly replications: number;
  /** How many times as fast as the base: `hardware` · `statistical`. Undefined where they never both arrived. */
  readonly speedUp: Estimate | undefined;
  /** Times per update of the base over those of the algorithm. */
  readonly hardware: Estimate | undefined;
  /** Updates of the base over those of the algorithm. */
  readonly statistical: Estimate | undefined;
}

/** Splits the difference between two algorithms whose runs are paired, replication by replication. */
export function efficiencySplit(base: readonly FinishedRun[], runs: readonly FinishedRun[]): EfficiencySplit {
  const both = runs.flatMap((run, k): (readonly [FinishedRun, FinishedRun])[] =>
    hasArrived(run) && hasArrived(base[k]!) ? [[base[k]!, run]] : [],
  );
  const ratioOf = (value: (run: FinishedRun) => number | undefined) =>
    pairedRatio(both.map(([first, other]): Pair => [value(first) ?? 0, value(other) ?? 0]));
  return {
    algorithm: runs[0]!.plan.algorithm.label,
    base: base[0]!.plan.algorithm.label,
    n: both.length,
    replications: runs.length,
    speedUp: ratioOf(secondsToGoal),
    hardware: ratioOf(secondsPerUpdate),
    statistical: ratioOf(({ result }) => result.updates),
  };
}
