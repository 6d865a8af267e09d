import type { Scenario, StopSpec } from '../scenarios/scenario.ts';
import { targetNames } from '../scenarios/schema/stop.ts';
import type { FinishedRun } from './study-result.ts';

/** Whether a scenario sets an objective or an accuracy to reach. */
export function hasTarget({ stop }: Pick<Scenario, 'stop'>): boolean {
  return targetNames.some((name) => stop[name] !== undefined);
}

/** What ends a run of a scenario beside its target. */
export function limitsOf({ stop }: Scenario): StopSpec {
  const { objective: _, gap: __, accuracy: ___, ...limits } = stop;
  return limits;
}

/** Whether a run did what its scenario asks for: it reached the target, or where there is none, it went to its limit. */
export function hasArrived({ plan, result }: FinishedRun): boolean {
  return result.status === (hasTarget(plan.scenario) ? 'converged' : 'stopped');
}

/** Simulated seconds until a run did what its scenario asks for; Infinity for one that did not. */
export function secondsToGoal(run: FinishedRun): number {
  return hasArrived(run) ? run.result.time / 1e9 : Number.POSITIVE_INFINITY;
}

/** Simulated seconds for each update: the hardware efficiency; undefined without an update. */
export function secondsPerUpdate({ result }: FinishedRun): number | undefined {
  return result.updates === 0 ? undefined : result.time / 1e9 / result.updates;
}

/**
 * What algorithms are compared by, in seconds: the time to the target; where there is none, the time per update, since the time to a limit may be the
 * limit itself. Infinity for a run that did not arrive.
 */
export function costOf(run: FinishedRun): number {
  if (hasTarget(run.plan.scenario) || !hasArrived(run)) return secondsToGoal(run);
  return secondsPerUpdate(run) ?? Number.POSITIVE_INFINITY;
}
