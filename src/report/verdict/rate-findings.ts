import type { AlgorithmRuns } from '../../studies/study-summary.ts';
import { type Finding, type PointFacts, tuningAt } from './caveat.ts';

/** Algorithms whose learning rates make a comparison unfair or weak. */
export function rateFindings(facts: PointFacts): readonly Finding[] {
  return [...sharedRates(facts), ...divergingRates(facts), ...tunedRates(facts)];
}

/**
 * Algorithms that were not tuned and run at the rate of another whose pushes weigh less or more: a push of `sum` moves the parameters M times as far as one
 * of `average` at the same rate.
 */
function sharedRates(facts: PointFacts): readonly Finding[] {
  const untuned = facts.groups.filter((group) => !tuningAt(facts, group.algorithm) && weightOf(group));
  return untuned.flatMap((group): Finding[] => {
    const rate = rateOf(group);
    const differs = untuned.some((other) => rateOf(other) === rate && weightOf(other) !== weightOf(group));
    if (rate === undefined || !differs) return [];
    return [{ kind: 'shared-rate', algorithm: group.algorithm, point: facts.point, value: rate }];
  });
}

/** Algorithms that diverged at the only rate that they had. */
function divergingRates(facts: PointFacts): readonly Finding[] {
  return facts.groups.flatMap((group): Finding[] => {
    const value = rateOf(group);
    const diverged = group.runs.some(({ result }) => result.status === 'diverged');
    if (!diverged || value === undefined || tuningAt(facts, group.algorithm)) return [];
    return [{ kind: 'diverging-rate', algorithm: group.algorithm, point: facts.point, value }];
  });
}

/** Algorithms for which the search for a rate did not end well. */
function tunedRates({ point, tunings }: PointFacts): readonly Finding[] {
  return tunings.flatMap(({ algorithm, learningRate, edge, rows, by }): Finding[] => {
    const { diverged, converged } = rows.findLast((row) => row.learningRate === learningRate)!;
    const finding = (kind: Finding['kind']) => ({ kind, algorithm, point, value: learningRate });
    return [
      ...(edge ? [finding(`${edge}-rate`)] : []),
      ...(diverged > 0 ? [finding('no-stable-rate')] : []),
      ...(by !== 'objective' && converged === 0 ? [finding('missed-while-tuning')] : []),
    ];
  });
}

/** The first value of the schedule that the runs had. */
export function rateOf({ runs }: AlgorithmRuns): number | undefined {
  return runs[0]?.result.learningRate;
}

/** The part of its update by which a push of the runs moved the parameters, as far as the rule's definition says. */
export function weightOf({ runs }: AlgorithmRuns): number | undefined {
  return runs[0]?.result.pushWeight;
}
