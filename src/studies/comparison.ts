import { arePaired } from './planned-run.ts';
import type { FinishedRun, StudyResult } from './study-result.ts';

/**
 * How many times as fast `run` reached the target as the first algorithm did under the same machines, stragglers and data;
 * undefined unless both reached it, or where a time is zero.
 */
export function speedUpOf(study: Pick<StudyResult, 'runs'>, run: FinishedRun): number | undefined {
  const base = baselineOf(study, run);
  if (base?.result.status !== 'converged' || run.result.status !== 'converged') return undefined;
  if (base.result.time === 0 || run.result.time === 0) return undefined;
  return base.result.time / run.result.time;
}

/** The run of the first listed algorithm that is paired with `run`; undefined while it has not finished. */
export function baselineOf(study: Pick<StudyResult, 'runs'>, run: FinishedRun): FinishedRun | undefined {
  const first = run.plan.point.scenario.algorithms[0]?.label;
  return study.runs.find(({ plan }) => plan.algorithm.label === first && arePaired(plan, run.plan));
}

/** The runs that reached their target in the least simulated time; several where they tie, none where nobody reached it. */
export function fastestRuns(runs: readonly FinishedRun[]): readonly FinishedRun[] {
  const converged = runs.filter(({ result }) => result.status === 'converged');
  const least = Math.min(...converged.map(({ result }) => result.time));
  return converged.filter(({ result }) => result.time === least);
}
